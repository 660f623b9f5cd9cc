//! Curves that can be heard: training on the left, validation on the right.

use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use web_sys::{AudioContext, AudioParam, OscillatorNode};

/// Loud enough to be heard, and no louder.
const VOLUME: f32 = 0.08;

thread_local! {
    /// Browsers allow only a few of them.
    static CONTEXT: Option<AudioContext> = AudioContext::new().ok();
}

/// Whether the browser can make sounds.
pub fn can_play() -> bool {
    js_sys::Reflect::has(&window(), &"AudioContext".into()).unwrap_or(false)
}

/// Plays lines of pitches in hertz, evenly over the given number of seconds, one on each side. A line of
/// fewer than two pitches holds its one. What cannot be played is left out.
pub fn play(lines: &mut [Vec<f32>; 2], seconds: f64) {
    CONTEXT.with(|context| {
        let Some(context) = context else { return };
        // One that waits for a click begins with this one.
        let _ = context.resume();
        for (pitches, side) in lines.iter_mut().zip([-0.8, 0.8]) {
            let _ = play_line(context, pitches, side, seconds);
        }
    });
}

fn play_line(
    context: &AudioContext,
    pitches: &mut [f32],
    side: f32,
    seconds: f64,
) -> Result<(), JsValue> {
    let Some(&only) = pitches.first() else { return Ok(()) };
    let (now, line) = (context.current_time(), context.create_oscillator()?);
    let (gain, place) = (context.create_gain()?, context.create_stereo_panner()?);
    if pitches.len() > 1 {
        line.frequency().set_value_curve_at_time(pitches, now, seconds)?;
    } else {
        line.frequency().set_value(only);
    }
    place.pan().set_value(side);
    fade(&gain.gain(), now, seconds)?;
    line.connect_with_audio_node(&gain)?;
    gain.connect_with_audio_node(&place)?;
    place.connect_with_audio_node(&context.destination())?;
    end(&line, now, seconds)
}

/// Without a click at either end.
fn fade(gain: &AudioParam, now: f64, seconds: f64) -> Result<(), JsValue> {
    const FADE: f64 = 0.02;
    gain.set_value_at_time(0.0, now)?;
    gain.linear_ramp_to_value_at_time(VOLUME, now + FADE)?;
    gain.set_value_at_time(VOLUME, now + seconds - FADE)?;
    gain.linear_ramp_to_value_at_time(0.0, now + seconds)?;
    Ok(())
}

fn end(line: &OscillatorNode, now: f64, seconds: f64) -> Result<(), JsValue> {
    line.start()?;
    line.stop_with_when(now + seconds)
}
