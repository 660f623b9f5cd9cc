//! The speed page's worker: runs `descent::bench` by the browser's clock.

fn main() {
    #[cfg(target_arch = "wasm32")]
    worker::run();
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("This binary runs in a browser; `make run` serves it as bench.html.");
}

#[cfg(target_arch = "wasm32")]
mod reading;
#[cfg(all(target_arch = "wasm32", feature = "rivals"))]
mod rivals;
#[cfg(target_arch = "wasm32")]
mod trainer;

/// A question is an object `{ id, what, name, budgetMs, reading, ... }`, its
/// answer `{ id, ... }` with the numbers, or `{ id, error }`. The first message, without an
/// `id`, says that the worker listens. A panic is `{ error }`.
#[cfg(target_arch = "wasm32")]
mod worker {
    use descent::bench::peak::Peak;
    use descent::bench::products::{CASES, Case, Product};
    use descent::bench::{self, EndlessRun, Timed, networks, stopwatch};
    use js_sys::{JSON, Object, Reflect};
    use wasm_bindgen::prelude::*;

    use crate::reading;
    use crate::trainer::{self, Job};
    use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

    pub fn run() {
        std::panic::set_hook(Box::new(|info| {
            console_error_panic_hook::hook(info);
            post(&Answer::default().text("error", &info.to_string()));
        }));
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(|message: MessageEvent| {
            let question = Question(message.data());
            let answer =
                answer(&question).unwrap_or_else(|error| Answer::default().text("error", &error));
            post(&answer.number("id", question.number("id")));
        });
        scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        on_message.forget();
        post(&Answer::default());
    }

    fn answer(question: &Question) -> Result<Answer, String> {
        let name = question.text("name");
        match question.text("what").as_str() {
            "describe" => {
                let networks = serde_json::to_string(&networks::all());
                let products = serde_json::to_string(&CASES);
                let text = |json: Result<String, _>| json.map_err(|error| format!("{error}"));
                let answer = Answer::default();
                Ok(answer.json("networks", &text(networks)?).json("products", &text(products)?))
            }
            "peak" => Ok(per_second(question, &mut Peak::default(), Peak::GFLOP)),
            "matmul" => {
                let case = Case::by_name(&name).ok_or_else(|| unknown("matrix product", &name))?;
                Ok(share_of_peak(question, case))
            }
            "network" => {
                let workload = networks::by_name(&name).ok_or_else(|| unknown("network", &name))?;
                Ok(network(question, EndlessRun::new(&workload, question.is_true("reading"))))
            }
            "epochs" => epochs(question, &name),
            "fingerprint" => Ok(Answer::default()
                .text("fingerprint", &format!("{:016x}", bench::fingerprint()))
                .text("recorded", bench::fingerprint::recorded())),
            "file" => {
                let file = reading::file(&name, question.number("megabytes"));
                let file = file.ok_or_else(|| unknown("file", &name))?;
                Ok(Answer::default().set("file", &file))
            }
            "read" => read(question),
            what => Err(unknown("question", what)),
        }
    }

    fn read(question: &Question) -> Result<Answer, String> {
        let performance = scope().performance().expect("every worker has a clock");
        let bytes: js_sys::Uint8Array = question.get("bytes").unchecked_into();
        let begin = performance.now();
        let rows = match question.text("name").as_str() {
            "import" => reading::import(&bytes),
            #[cfg(feature = "rivals")]
            "csv crate" => crate::rivals::read(&bytes),
            name => Err(unknown("reader", name)),
        }?;
        let ms = performance.now() - begin;
        let seen = rows.seen();
        Ok(Answer::default()
            .number("ms", ms)
            .number("rows", seen.rows as f64)
            .number("numbers", seen.numbers as f64)
            .number("means", seen.means)
            .number("memory", reading::memory()))
    }

    fn unknown(kind: &str, name: &str) -> String {
        format!("There is no {kind} \"{name}\".")
    }

    fn per_second(question: &Question, work: &mut dyn Timed, gflop: f64) -> Answer {
        let timing = time(question, work);
        Answer::default().number("gflops", gflop / timing.ms * 1e3)
    }

    fn share_of_peak(question: &Question, case: Case) -> Answer {
        let (mut product, mut peak) = (Product::new(case), Peak::default());
        let performance = scope().performance().expect("every worker has a clock");
        let (budget_ms, now) = (question.number("budgetMs"), &mut || performance.now());
        let (ms, ratio) = stopwatch::compare(&mut product, &mut peak, budget_ms, now);
        Answer::default()
            .number("gflops", case.gflop() / ms * 1e3)
            .number("share", ratio * case.gflop() / Peak::GFLOP)
    }

    /// `name` is `trainer` or `session`, `bytes` a file and `experiment` one on it.
    fn epochs(question: &Question, name: &str) -> Result<Answer, String> {
        let bytes: js_sys::Uint8Array = question.get("bytes").unchecked_into();
        let job = Job { bytes: bytes.to_vec(), json: question.text("experiment") };
        let performance = scope().performance().expect("every worker has a clock");
        let (budget_ms, now) = (question.number("budgetMs"), &mut || performance.now());
        let rate = match name {
            "trainer" => trainer::alone(&job, budget_ms, now),
            "session" => trainer::in_session(&job, budget_ms, now),
            name => Err(unknown("way to train", name)),
        };
        Ok(Answer::default().number("epochsPerSecond", rate?))
    }

    fn network(question: &Question, mut run: EndlessRun) -> Answer {
        let timing = time(question, &mut run);
        Answer::default()
            .number("msPerEpoch", timing.ms)
            .number("samplesPerSecond", run.rows() as f64 / timing.ms * 1e3)
            .number("rounds", timing.rounds as f64)
            .number("epochsPerRound", timing.repeats as f64)
    }

    fn time(question: &Question, work: &mut dyn Timed) -> bench::Timing {
        let performance = scope().performance().expect("every worker has a clock");
        stopwatch::time(work, question.number("budgetMs"), &mut || performance.now())
    }

    pub fn scope() -> DedicatedWorkerGlobalScope {
        js_sys::global().unchecked_into()
    }

    fn post(answer: &Answer) {
        // Numbers and texts can always be cloned, so posting cannot fail.
        let _ = scope().post_message(&answer.0);
    }

    /// What the page asks; what it leaves out is empty, 0 or false.
    struct Question(JsValue);

    impl Question {
        fn get(&self, key: &str) -> JsValue {
            Reflect::get(&self.0, &key.into()).unwrap_or_default()
        }

        fn text(&self, key: &str) -> String {
            self.get(key).as_string().unwrap_or_default()
        }

        fn number(&self, key: &str) -> f64 {
            self.get(key).as_f64().unwrap_or_default()
        }

        fn is_true(&self, key: &str) -> bool {
            self.get(key).is_truthy()
        }
    }

    #[derive(Default)]
    struct Answer(Object);

    impl Answer {
        fn set(self, key: &str, value: &JsValue) -> Self {
            // A new object takes every property.
            let _ = Reflect::set(&self.0, &key.into(), value);
            self
        }

        fn text(self, key: &str, value: &str) -> Self {
            self.set(key, &value.into())
        }

        fn number(self, key: &str, value: f64) -> Self {
            self.set(key, &value.into())
        }

        fn json(self, key: &str, value: &str) -> Self {
            self.set(key, &JSON::parse(value).unwrap_or_default())
        }
    }
}
