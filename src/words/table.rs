//! One file of words, read once: what needs no values is kept ready.

use std::collections::HashMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use thiserror::Error;
use unic_langid::LanguageIdentifier;

/// The messages of one language.
pub(super) struct Table {
    bundle: FluentBundle<FluentResource>,
    plain: HashMap<String, String>,
    keys: Vec<String>,
}

/// Why a file of words was refused.
#[derive(Debug, Error)]
pub(super) enum TableError {
    #[error("no language is called “{0}”")]
    Language(String),
    #[error("not in the form of a Fluent file: {0}")]
    Form(String),
    #[error("a key stands twice: {0}")]
    Twice(String),
}

impl Table {
    /// Reads the source of a Fluent file in a language given by its BCP 47 tag.
    pub(super) fn read(language: &str, source: &str) -> Result<Self, TableError> {
        let tag: LanguageIdentifier = language
            .parse()
            .map_err(|_| TableError::Language(language.to_owned()))?;
        let resource = FluentResource::try_new(source.to_owned())
            .map_err(|(_, errors)| TableError::Form(format!("{errors:?}")))?;
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Marks around what is filled in would show as boxes and stand in copied text.
        bundle.set_use_isolating(false);
        bundle
            .add_resource(resource)
            .map_err(|errors| TableError::Twice(format!("{errors:?}")))?;
        let keys = list_keys(source);
        let plain = keys
            .iter()
            .filter_map(|key| match format_key(&bundle, key, None)? {
                (text, true) => Some((key.clone(), text)),
                (_, false) => None,
            })
            .collect();
        Ok(Self {
            bundle,
            plain,
            keys,
        })
    }

    /// The text under a key that needs no values.
    pub(super) fn plain(&self, key: &str) -> Option<&str> {
        self.plain.get(key).map(String::as_str)
    }

    /// The text under a key with values filled in.
    pub(super) fn format(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> Option<String> {
        let mut args = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            args.set((*name).to_owned(), value.clone());
        }
        format_key(&self.bundle, key, Some(&args)).map(|(text, _)| text)
    }

    /// Every key, in the order of the file.
    pub(super) fn keys(&self) -> &[String] {
        &self.keys
    }
}

/// The text under a key, and whether every value that it needs was there.
fn format_key(
    bundle: &FluentBundle<FluentResource>,
    key: &str,
    args: Option<&FluentArgs<'_>>,
) -> Option<(String, bool)> {
    let (message, attribute) = match key.split_once('.') {
        Some((message, attribute)) => (message, Some(attribute)),
        None => (key, None),
    };
    let message = bundle.get_message(message)?;
    let pattern = match attribute {
        Some(attribute) => message.get_attribute(attribute)?.value(),
        None => message.value()?,
    };
    let mut errors = Vec::new();
    let text = bundle
        .format_pattern(pattern, args, &mut errors)
        .into_owned();
    Some((text, errors.is_empty()))
}

/// Messages start their line; attributes follow them, indented, with a dot before their name.
fn list_keys(source: &str) -> Vec<String> {
    let mut keys = Vec::new();
    let mut message = "";
    for line in source.lines() {
        let Some((name, _)) = line.split_once('=') else {
            continue;
        };
        let name = name.trim_end();
        let is_name = |it: &str| {
            it.starts_with(|c: char| c.is_ascii_alphabetic())
                && it
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        };
        if is_name(name) {
            message = name;
            keys.push(name.to_owned());
        } else if let Some(attribute) = name.trim_start().strip_prefix('.')
            && is_name(attribute)
        {
            keys.push(format!("{message}.{attribute}"));
        }
    }
    keys
}
