"""preprocessing.json: scikit-learn's imputers, scalers and encoders, fitted on some rows."""

import warnings

import numpy as np
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import (
    FunctionTransformer,
    MinMaxScaler,
    OneHotEncoder,
    OrdinalEncoder,
    RobustScaler,
    StandardScaler,
)

from makers.inputs import Inputs

SCALERS = {
    "standard": StandardScaler,
    "min_max": MinMaxScaler,
    "robust": RobustScaler,
    "none": FunctionTransformer,
}
STRATEGIES = {"mean": "mean", "median": "median", "most_frequent": "most_frequent"}
IMPUTERS = [*STRATEGIES, {"constant": {"value": -2.5}}]
WORDS = ["Zug", "auto", "bahn", "ähre", "rad", "missing", "fuß", "10", "9"]


def make(seed):
    inputs = Inputs(seed)
    return numbers(inputs) + words(inputs)


def numbers(inputs):
    cases = []
    for imputer in IMPUTERS:
        for scaling in SCALERS:
            for clip_percent, log in ((0.0, False), (0.0, True), (5.0, False), (12.5, True)):
                settings = {
                    "clip_percent": clip_percent,
                    "imputer": imputer,
                    "log": log,
                    "scaling": scaling,
                }
                # One decimal, so that some value is the most frequent one.
                training = holes(inputs, inputs.normal(23, 30.0, decimals=1))
                others = holes(inputs, inputs.normal(6, 80.0, decimals=1))
                cases.append(number_case(settings, training, others))
    constant = {"clip_percent": 0.0, "imputer": "median", "log": False}
    for scaling in SCALERS:
        alike = np.full(9, 0.1)
        cases.append(number_case({**constant, "scaling": scaling}, alike, np.array([0.1, 7.0])))
        empty = np.full(4, np.nan)
        cases.append(number_case({**constant, "scaling": scaling}, empty, np.array([1.5, np.nan])))
    return cases


def holes(inputs, values):
    values[inputs.random.random(len(values)) < 0.2] = np.nan
    return values


def number_case(settings, training, others):
    training, others = training[:, None], others[:, None]
    imputer = fitted_imputer(settings["imputer"], np.nan)
    filled = imputer.fit_transform(training)
    steps = [imputer]
    if settings["clip_percent"] > 0:
        percent = settings["clip_percent"]
        low, high = np.percentile(filled, [percent, 100 - percent])
        steps.append(FunctionTransformer(np.clip, kw_args={"a_min": low, "a_max": high}))
    if settings["log"]:
        steps.append(FunctionTransformer(lambda x: np.sign(x) * np.log1p(np.abs(x))))
    steps.append(SCALERS[settings["scaling"]]())
    pipeline = make_pipeline(*steps).fit(training)
    return {
        "kind": "decimal",
        "others": with_nulls(others[:, 0]),
        "others_prepared": pipeline.transform(others)[:, 0],
        "rare_percent": 0.0,
        "settings": settings,
        "training": with_nulls(training[:, 0]),
        "training_prepared": pipeline.transform(training)[:, 0],
    }


def fitted_imputer(imputer, missing, constant=None):
    settings = {"keep_empty_features": True, "missing_values": missing}
    if imputer in STRATEGIES.values():
        return SimpleImputer(strategy=imputer, **settings)
    value = imputer["constant"]["value"] if constant is None else constant
    return SimpleImputer(strategy="constant", fill_value=value, **settings)


def words(inputs):
    cases = []
    for imputer in ("most_frequent", {"constant": {"value": 0.0}}):
        for encoding in ("one_hot", "ordinal"):
            for rare_percent in (0.0, 10.0, 20.0, 50.0):
                if encoding == "ordinal" and rare_percent:
                    continue
                for rows in (12, 40):
                    levels = WORDS + ["never seen"]
                    training = drawn(inputs, WORDS, rows)
                    others = drawn(inputs, levels, 9)
                    settings = {"encoding": encoding, "imputer": imputer}
                    if encoding == "ordinal":
                        settings["scaling"] = inputs.choice(list(SCALERS))
                    cases.append(word_case(settings, rare_percent, levels, training, others))
    # More words than have an input of their own, many of them equally frequent.
    many = [f"w{number:03}" for number in range(80)]
    settings = {"encoding": "one_hot", "imputer": "most_frequent"}
    for rows, rare_percent in ((300, 0.0), (120, 0.0), (300, 1.5)):
        training, others = drawn(inputs, many, rows), drawn(inputs, many, 20)
        cases.append(word_case(settings, rare_percent, many, training, others))
    exactly = many[:50]
    cases.append(word_case(settings, 0.0, exactly, exactly * 2, exactly[:3] + [None]))
    # No and yes: one input; with a third word from holes three; one seen: one.
    for imputer in ("most_frequent", {"constant": {"value": 0.0}}):
        settings = {"encoding": "one_hot", "imputer": imputer}
        for training in (["no", "yes", None, "yes"], ["no", "yes", "no"], ["yes", "yes"]):
            others = ["no", "yes", None]
            cases.append(
                word_case(settings, 0.0, ["no", "yes"], training, others, kind="boolean")
            )
    return cases


def drawn(inputs, levels, rows):
    """Words of uneven frequency, some missing."""
    places = np.minimum(
        (len(levels) * inputs.random.random(rows) ** 1.7).astype(int), len(levels) - 1
    )
    missing = inputs.random.random(rows) < 0.15
    return [None if hole else levels[place] for place, hole in zip(places, missing)]


def word_case(settings, rare_percent, levels, training, others, kind="category"):
    if settings["encoding"] == "one_hot":
        encoder = [
            OneHotEncoder(
                drop="if_binary" if kind == "boolean" else None,
                handle_unknown="infrequent_if_exist",
                max_categories=51,
                min_frequency=rare_percent / 100 if rare_percent else None,
                sparse_output=False,
            )
        ]
    else:
        encoder = [
            OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1),
            SCALERS[settings["scaling"]](),
        ]
    imputer = fitted_imputer(settings["imputer"], None, constant="missing")
    pipeline = make_pipeline(imputer, *encoder).fit(column(training))
    return {
        "kind": kind,
        "levels": sorted(levels),
        "others": others,
        "others_prepared": prepared(pipeline, others),
        "rare_percent": rare_percent,
        "settings": settings,
        "training": training,
        "training_prepared": prepared(pipeline, training),
    }


def prepared(pipeline, words):
    """Row by row; zeros and ones as whole numbers."""
    with warnings.catch_warnings():
        # That a category is unknown is what the case is about.
        warnings.simplefilter("ignore", UserWarning)
        values = pipeline.transform(column(words)).ravel()
    is_whole = np.all(values == np.round(values))
    return values.astype(int) if is_whole else values


def column(words):
    return np.array(words, dtype=object)[:, None]


def with_nulls(values):
    return [None if np.isnan(value) else float(value) for value in values]
