//! The macros around sentences. They check at compile time that the places of a sentence and
//! its values agree, so only the values are in the program, not their names.

/// A sentence in the reader's language: `&'static str`, or, with values for the places in
/// braces, a `String`. The values stand in the order in which the English names them first.
///
/// Checked by `tests/it/text/sentences.rs`.
#[macro_export]
macro_rules! t {
    ($english:literal $(,)?) => {
        $crate::text::shown({
            const _: () = assert!($crate::text::agree($english, &[]), "a place without a value");
            $english
        })
    };
    ($english:literal, $($name:ident $(= $value:expr)?),+ $(,)?) => {
        $crate::text::fill(
            {
                const _: () = assert!(
                    $crate::text::agree($english, &[$(stringify!($name)),+]),
                    "places and values differ, or stand in another order"
                );
                $english
            },
            &[$(&$crate::text_value!($name $(= $value)?)),+],
        )
    };
}

/// A sentence that depends on a count, which `{count}` shows as it is given, so
/// [`Grouped`](crate::text::Grouped) if it may be large: the English for one, the English for all
/// others, and the values of further places in the order of the latter.
///
/// Checked by `tests/it/text/sentences.rs`.
#[macro_export]
macro_rules! tn {
    ($count:expr, $one:literal, $many:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {
        $crate::text::fill_count(
            &$count,
            {
                const _: () = assert!(
                    $crate::text::agree($many, &[$(stringify!($name)),*])
                        && $crate::text::within($one, &[$(stringify!($name)),*]),
                    "places and values differ, or stand in another order"
                );
                $one
            },
            $many,
            &[$(&$crate::text_value!($name $(= $value)?)),*],
        )
    };
}

/// As [`t!`](crate::t), for English that means different things in different places: the
/// context comes first and only translators see it.
///
/// Checked by `tests/it/text/sentences.rs`.
#[macro_export]
macro_rules! tc {
    ($context:literal, $english:literal $(,)?) => {
        $crate::text::in_context({
            const _: () = assert!($crate::text::agree($english, &[]), "a place without a value");
            concat!($context, "\u{4}", $english)
        })
    };
    ($context:literal, $english:literal, $($name:ident $(= $value:expr)?),+ $(,)?) => {
        $crate::text::fill_in_context(
            {
                const _: () = assert!(
                    $crate::text::agree($english, &[$(stringify!($name)),+]),
                    "places and values differ, or stand in another order"
                );
                concat!($context, "\u{4}", $english)
            },
            &[$(&$crate::text_value!($name $(= $value)?)),+],
        )
    };
}

/// Marks a constant for translators (gettext's `N_`): it stays English here and is looked up by
/// [`text::shown`](crate::text::shown) where it is shown.
#[macro_export]
macro_rules! word {
    ($english:literal) => {
        $english
    };
}

/// The value of a place: `name` alone is the variable of that name.
#[doc(hidden)]
#[macro_export]
macro_rules! text_value {
    ($name:ident) => {
        $name
    };
    ($name:ident = $value:expr) => {
        $value
    };
}
