//! The experiment as a link, and back.
//!
//! A link is `<page>#v1.<payload>`; the payload is base64url of postcard with a
//! CRC-32, so that a cut or mistyped link is told from a whole one. The number
//! names the layout: a later layout gets a new one, and old links decode forever.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use crc::{CRC_32_ISCSI, Crc};

use crate::config::{ExperimentConfig, LinkError, limits};

const VERSION: &str = "v1";
static CHECKSUM: Crc<u32> = Crc::<u32>::new(&CRC_32_ISCSI);

/// The part of a link after `#`.
///
/// Checked by `tests/it/share.rs::every_experiment_survives_its_link`.
///
/// # Panics
/// Never: an experiment is plain data, which postcard can always encode.
pub fn encode(experiment: &ExperimentConfig) -> String {
    let bytes = postcard::to_allocvec_crc32(experiment, CHECKSUM.digest())
        .expect("plain data can always be encoded");
    format!("{VERSION}.{}", URL_SAFE_NO_PAD.encode(bytes))
}

/// Reads what [`encode`] wrote; also takes a whole address.
///
/// # Errors
/// [`LinkError`] for anything else. Arbitrary text never panics
/// (`tests/it/share.rs::arbitrary_text_is_refused_in_one_sentence`).
pub fn decode(link: &str) -> Result<ExperimentConfig, LinkError> {
    let fragment = link.trim();
    let fragment = fragment.rsplit_once('#').map_or(fragment, |(_, fragment)| fragment);
    let (version, payload) = fragment.split_once('.').ok_or(LinkError::Damaged)?;
    if version != VERSION {
        return Err(unknown_version(version));
    }
    if payload.len() > limits::MAX_LINK_CHARS {
        return Err(LinkError::Damaged);
    }
    let bytes = URL_SAFE_NO_PAD.decode(payload).map_err(|_| LinkError::Damaged)?;
    let experiment: ExperimentConfig =
        postcard::from_bytes_crc32(&bytes, CHECKSUM.digest()).map_err(|_| LinkError::Damaged)?;
    match experiment.check_settings() {
        Ok(()) => Ok(experiment),
        Err(problems) => Err(LinkError::Impossible { problem: problems[0].to_string() }),
    }
}

fn unknown_version(version: &str) -> LinkError {
    let number = version.strip_prefix('v').and_then(|digits| digits.parse::<u32>().ok());
    match number {
        Some(number) if number > 1 => LinkError::Newer { received: version.to_owned() },
        _ => LinkError::Damaged,
    }
}
