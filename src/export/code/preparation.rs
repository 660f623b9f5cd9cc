//! How columns become inputs, in scikit-learn's words.

use crate::config::{ColumnType, Imputer, Scaling, limits};
use crate::data::{Encoder, FittedColumn};
use crate::export::code::CodeExport;
use crate::export::code::python::{Imports, call, each_in_a_line, list, text, texts};
use crate::export::code::script::Section;

/// A transformer and the columns that it takes, side by side in the table.
struct Step {
    kind: &'static str,
    estimator: String,
    columns: Vec<String>,
}

/// `prepare`, fitted on the training rows, and `X_train`, `X_valid` and `X_test`.
pub fn section(export: &CodeExport<'_>, imports: &mut Imports) -> Section {
    imports.name("sklearn.compose", "make_column_transformer");
    let mut code = String::new();
    let mut helpers: Vec<&str> = Vec::new();
    let mut steps: Vec<Step> = Vec::new();
    let mut empty = Vec::new();
    for fitted in &export.dataset.columns {
        if fitted.width() == 0 {
            empty.push(fitted.column.as_str());
            continue;
        }
        let (kind, estimator) = estimator(export, fitted, imports, &mut helpers);
        let goes_on = matches!(kind, "numbers" | "words");
        match steps.last_mut().filter(|last| goes_on && last.estimator == estimator) {
            Some(last) => last.columns.push(fitted.column.clone()),
            None => steps.push(Step { kind, estimator, columns: vec![fitted.column.clone()] }),
        }
    }
    for helper in helpers {
        code += helper;
        code += "\n\n";
    }
    if !empty.is_empty() {
        let names = empty.iter().map(|name| text(name)).collect::<Vec<_>>().join(", ");
        code += &format!("# Without a value in the training rows, so no input: {names}.\n");
    }
    let (named, names) = named(&steps);
    for (name, estimator) in named {
        code += &format!("{name} = {estimator}\n");
    }
    let mut arguments: Vec<String> = Vec::new();
    for (step, name) in steps.iter().zip(names) {
        let name = name.as_deref().unwrap_or(&step.estimator);
        arguments.push(match step.kind {
            // It takes a column, not a table of columns.
            "choices" => format!("({name}, {})", text(&step.columns[0])),
            _ => {
                list(&format!("({name}, "), &texts(step.columns.iter().map(String::as_str)), 4)
                    + ")"
            }
        });
    }
    if steps.iter().any(|step| step.kind == "choices") {
        arguments.push("sparse_threshold=0".to_owned());
    }
    code += &each_in_a_line("prepare = make_column_transformer", &arguments, 0);
    code += "\nX_train = prepare.fit_transform(table.loc[train_rows]).astype(\"float32\")\n";
    code += "X_valid = prepare.transform(table.loc[valid_rows]).astype(\"float32\")\n";
    if export.has_test() {
        code += "X_test = prepare.transform(table.loc[test_rows]).astype(\"float32\")\n";
    }
    code += "assert not np.isnan(X_train).any(), \"a column has gaps that nothing fills in\"\n";
    imports.module("numpy as np");
    Section::new(
        "Preparation",
        "Means, categories and the like come from the training rows alone: what the network is \
         measured on must not leak into it. The inputs keep the order of the table's columns.",
        code,
    )
}

/// The estimators that get a name, with it, and the name that each step's has.
fn named(steps: &[Step]) -> (Vec<(String, String)>, Vec<Option<String>>) {
    let mut named: Vec<(String, String)> = Vec::new();
    let mut names = Vec::new();
    for step in steps {
        let uses = steps.iter().filter(|other| other.estimator == step.estimator).count();
        if step.estimator.starts_with('"') || uses == 1 && step.estimator.len() < 40 {
            names.push(None);
            continue;
        }
        if let Some((name, _)) = named.iter().find(|(_, known)| *known == step.estimator) {
            names.push(Some(name.clone()));
            continue;
        }
        let same = named.iter().filter(|(name, _)| name.starts_with(step.kind)).count();
        let name = match same {
            0 => step.kind.to_owned(),
            before => format!("{}_{}", step.kind, before + 1),
        };
        named.push((name.clone(), step.estimator.clone()));
        names.push(Some(name));
    }
    (named, names)
}

fn estimator(
    export: &CodeExport<'_>,
    fitted: &FittedColumn,
    imports: &mut Imports,
    helpers: &mut Vec<&str>,
) -> (&'static str, String) {
    let data = &export.config().data;
    let name = fitted.column.as_str();
    let mut steps = Vec::new();
    let of = |steps: Vec<String>, imports: &mut Imports| match &steps[..] {
        [] => "\"passthrough\"".to_owned(),
        [one] => one.clone(),
        _ => {
            imports.name("sklearn.pipeline", "make_pipeline");
            call("make_pipeline", &steps, 0)
        }
    };
    let scaling = data.preparation.scaling(name, data.scaling);
    match &fitted.encoder {
        Encoder::Number(encoder) => {
            steps.extend(imputer(export, fitted, imports));
            if encoder.clip.is_some() {
                let percent =
                    data.preparation.columns.get(name).map_or(0.0, |own| own.clip_percent);
                imports.name("sklearn.base", "BaseEstimator");
                imports.name("sklearn.base", "TransformerMixin");
                helper(helpers, CLIP);
                steps.push(format!("Clip({percent})"));
            }
            if encoder.log {
                imports.name("sklearn.preprocessing", "FunctionTransformer");
                helper(helpers, SIGNED_LOG);
                steps.push("FunctionTransformer(signed_log)".to_owned());
            }
            steps.extend(scaler(scaling, imports));
            ("numbers", of(steps, imports))
        }
        Encoder::Date(encoder) => {
            steps.extend(imputer(export, fitted, imports));
            imports.name("sklearn.preprocessing", "FunctionTransformer");
            helper(helpers, DATE_PARTS);
            let parts: Vec<_> = encoder.parts.iter().map(|one| text(one.part.suffix())).collect();
            let settings = format!(
                "kw_args={{\"parts\": [{}], \"origin\": {}}}",
                parts.join(", "),
                encoder.origin
            );
            steps.push(call("FunctionTransformer", &["date_parts".to_owned(), settings], 4));
            steps.extend(scaler(scaling, imports));
            ("dates", of(steps, imports))
        }
        Encoder::Ordinal(encoder) => {
            steps.extend(imputer(export, fitted, imports));
            imports.name("sklearn.preprocessing", "OrdinalEncoder");
            let mut settings = own_order(&encoder.categories);
            settings.push("handle_unknown=\"use_encoded_value\"".to_owned());
            settings.push("unknown_value=-1".to_owned());
            steps.push(call("OrdinalEncoder", &settings, 4));
            steps.extend(scaler(scaling, imports));
            ("words", of(steps, imports))
        }
        Encoder::OneHot(encoder) => {
            steps.extend(imputer(export, fitted, imports));
            imports.name("sklearn.preprocessing", "OneHotEncoder");
            let mut settings = Vec::new();
            let all = encoder.categories.len() + encoder.infrequent.len();
            let is_boolean = export
                .table
                .schema()
                .column(name)
                .is_some_and(|column| column.column_type == ColumnType::Boolean);
            let rare = data.preparation.rare_percent;
            if let Some(no) = &encoder.dropped {
                settings.push(format!("drop=[{}]", text(no)));
            } else if encoder.infrequent.is_empty() {
                settings.extend(own_order(&encoder.categories));
            }
            if is_boolean || (rare == 0.0 && encoder.infrequent.is_empty()) {
                settings.push("handle_unknown=\"ignore\"".to_owned());
            } else {
                settings.push("handle_unknown=\"infrequent_if_exist\"".to_owned());
                if rare > 0.0 {
                    settings.push(format!("min_frequency={}", rare / 100.0));
                }
                if all > limits::MAX_LEVELS {
                    settings.push(format!("max_categories={}", limits::MAX_LEVELS + 1));
                }
            }
            settings.push("sparse_output=False".to_owned());
            let indent = if steps.is_empty() { 0 } else { 4 };
            steps.push(call("OneHotEncoder", &settings, indent));
            ("words", of(steps, imports))
        }
        Encoder::MultiHot(encoder) => {
            imports.name("sklearn.feature_extraction.text", "CountVectorizer");
            helper(helpers, CHOICES);
            let mut settings = vec!["analyzer=choices".to_owned(), "binary=True".to_owned()];
            if encoder.choices.len() >= limits::MAX_LEVELS {
                // Of more choices the most frequent, which the fit would choose otherwise.
                let all = texts(encoder.choices.iter().map(String::as_str));
                settings.push(list("vocabulary=", &all, 4));
            }
            ("choices", call("CountVectorizer", &settings, 0))
        }
    }
}

/// Once, however many columns need it.
fn helper<'code>(helpers: &mut Vec<&'code str>, code: &'code str) {
    if !helpers.contains(&code) {
        helpers.push(code);
    }
}

/// The order of the categories, where it is not that of their letters.
fn own_order(categories: &[String]) -> Vec<String> {
    if categories.is_sorted() {
        return Vec::new();
    }
    vec![format!("categories=[[{}]]", texts(categories.iter().map(String::as_str)).join(", "))]
}

/// What fills gaps, where the column has any.
fn imputer(
    export: &CodeExport<'_>,
    fitted: &FittedColumn,
    imports: &mut Imports,
) -> Option<String> {
    let schema = export.table.schema();
    let missing = schema.column(&fitted.column).map_or(0, |column| column.missing);
    if missing == 0 || fitted.imputer == Imputer::DropRow {
        return None;
    }
    imports.name("sklearn.impute", "SimpleImputer");
    let (is_of_words, fill) = match &fitted.encoder {
        Encoder::Number(encoder) => (false, encoder.fill),
        Encoder::Date(encoder) => (false, encoder.fill),
        Encoder::OneHot(_) | Encoder::Ordinal(_) | Encoder::MultiHot(_) => (true, None),
    };
    let strategy = match fitted.imputer {
        Imputer::Constant { .. } if is_of_words => {
            "strategy=\"constant\", fill_value=\"missing\"".to_owned()
        }
        Imputer::Constant { value } => format!("strategy=\"constant\", fill_value={value:?}"),
        _ if is_of_words => "strategy=\"most_frequent\"".to_owned(),
        Imputer::Mean | Imputer::DropRow => "strategy=\"mean\"".to_owned(),
        Imputer::Median => "strategy=\"median\"".to_owned(),
        Imputer::MostFrequent => "strategy=\"most_frequent\"".to_owned(),
    };
    // Of a column without a value in the training rows: zeros, where it would be left out.
    let keep = if fill == Some(0.0) && !matches!(fitted.imputer, Imputer::Constant { .. }) {
        ", keep_empty_features=True"
    } else {
        ""
    };
    Some(format!("SimpleImputer({strategy}{keep})"))
}

/// The scaler of the name, if any.
pub fn scaler(scaling: Scaling, imports: &mut Imports) -> Option<String> {
    let name = match scaling {
        Scaling::Standard => "StandardScaler",
        Scaling::MinMax => "MinMaxScaler",
        Scaling::Robust => "RobustScaler",
        Scaling::None => return None,
    };
    imports.name("sklearn.preprocessing", name);
    Some(format!("{name}()"))
}

const CLIP: &str = "\
# scikit-learn has no transformer that stops numbers at percentiles.
class Clip(TransformerMixin, BaseEstimator):
    def __init__(self, percent):
        self.percent = percent

    def fit(self, X, y=None):
        ends = [self.percent, 100 - self.percent]
        self.low_, self.high_ = np.percentile(np.asarray(X, float), ends, axis=0)
        return self

    def transform(self, X):
        return np.clip(np.asarray(X, float), self.low_, self.high_)
";

const SIGNED_LOG: &str = "\
# The logarithm pulls in a long tail; with the sign it takes numbers below 0 as well.
def signed_log(X):
    X = np.asarray(X, float)
    return np.sign(X) * np.log1p(np.abs(X))
";

const DATE_PARTS: &str = "\
# Numbers of dates; a date is a count of days since 1970-01-01.
def date_parts(X, parts, origin):
    days = np.asarray(X, float)[:, 0]
    date = pd.DatetimeIndex(pd.to_datetime(np.floor(days), unit=\"D\"))
    numbers = {
        \"days_since\": days - origin,
        \"year\": date.year,
        \"month\": date.month,
        \"weekday\": date.day_of_week,  # 0 is Monday
    }
    return np.column_stack([numbers[part] for part in parts])
";

const CHOICES: &str = "\
# A cell may hold several choices; each becomes an input of 0 or 1.
def choices(cell):
    parts = cell.split(\";\" if \";\" in cell else \",\")
    return [part.strip() for part in parts if part.strip()]
";
