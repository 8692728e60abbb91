//! A map as a page of its own: one HTML file with drawing, articles and the argument as nested
//! lists, which needs no network and reads without scripts. The map itself lies in it, so that
//! nothing is lost: [`read`] gives it back.

mod article;
mod enclosed;
mod outline;
mod passages;
mod policy;

use std::collections::HashSet;

use super::exchange::Put as _;
use super::picture::svg::push_escaped;
use super::picture::{Picture, open_all};
use super::{ExportRequest, FormatError, native};
use crate::layout::ViewState;
use crate::model::{Document, Graph, Id, Kind};
use crate::theme::{Role, Theme};
use crate::words::{self, MapWords};
use passages::Passages;

pub use enclosed::{holds_map, read};

/// The script of every page; it asks for nothing and stores nothing.
const SCRIPT: &str = include_str!("../../../assets/page/page.js");
/// The look of every page, but for its colours.
const STYLE: &str = include_str!("../../../assets/page/page.css");

/// The language of what stands on a page beside the words of its map.
const LANGUAGE: &str = "en";

/// The buttons above the map: id, which names its words, too, and sign.
const TOOLS: &[(&str, &str)] = &[
    ("zoom-in", "+"),
    ("zoom-out", "−"),
    ("zoom-fit", "⤢"),
    ("fold-all", "▸"),
    ("unfold-all", "▾"),
];

/// Everything that is written about one map.
struct Page<'d> {
    document: &'d Document,
    graph: &'d Graph,
    words: &'static MapWords,
    passages: Passages,
    /// Boxes whose branches begin closed.
    folded: &'d HashSet<Id>,
    out: String,
}

/// The bytes of a page of what was asked for: light and dark as the reader's system is, unless
/// another theme was named.
///
/// # Errors
/// [`FormatError::Export`] for a theme that is not there; [`FormatError::NotKept`] where the map
/// could not be read back.
pub fn export(request: &ExportRequest) -> Result<Vec<u8>, FormatError> {
    let document = &request.document;
    let style = write_style(&request.theme)?;
    let map = native::write_verified(document)?;
    let graph = Graph::of(document);
    // A box that is folded away here could not be found by anybody who looks for it.
    let view = ViewState {
        folded: HashSet::default(),
        ..open_all(document, &request.view)
    };
    let picture = Picture {
        document,
        graph: &graph,
        view: &view,
        theme: Theme::light(),
    };
    let mut page = Page {
        document,
        graph: &graph,
        words: words::of_map(&document.meta().language),
        passages: Passages::of(document),
        folded: &request.view.folded,
        out: String::with_capacity(map.len() * 3 + 16_384),
    };
    page.write_head(&style);
    page.write_map(&picture.write_inline_svg());
    page.write_articles();
    page.write_argument();
    page.out.push_str("</main>\n");
    enclosed::write(&mut page.out, &map);
    page.out.put(format_args!(
        "<script>{SCRIPT}</script>\n</body>\n</html>\n"
    ));
    Ok(page.out.into_bytes())
}

/// The style sheet: the colours of one theme, or of light and dark, and the rest.
fn write_style(theme: &str) -> Result<String, FormatError> {
    let mut style = String::new();
    let is_own = matches!(theme, "" | "system" | "light" | "dark");
    if is_own {
        style.put(format_args!(":root{{color-scheme:light dark;"));
        push_colours(&mut style, Theme::light());
        style.push_str("}\n@media screen and (prefers-color-scheme:dark){:root{");
        push_colours(&mut style, Theme::dark());
        style.push_str("}}\n");
    } else {
        let theme = Theme::named(theme).ok_or_else(|| FormatError::Export {
            why: format!("there is no theme called “{theme}”; choose one of the bundled ones"),
        })?;
        let is_dark = theme.colour(Role::Paper).luminance() < 0.5;
        let scheme = if is_dark { "dark" } else { "light" };
        style.put(format_args!(":root{{color-scheme:{scheme};"));
        push_colours(&mut style, theme);
        style.push_str("}\n");
    }
    style.push_str(STYLE);
    Ok(style)
}

fn push_colours(style: &mut String, theme: &Theme) {
    for role in Role::ALL {
        let colour = theme.colour(*role);
        style.put(format_args!(
            "--{}:{}{:02X};",
            role.name(),
            colour.to_hex(),
            colour.a
        ));
    }
}

impl Page<'_> {
    fn write_head(&mut self, style: &str) {
        let meta = self.document.meta();
        self.out.push_str("<!DOCTYPE html>\n<html");
        self.attribute("lang", LANGUAGE);
        self.out.push_str(">\n<head>\n<meta charset=\"utf-8\">\n");
        self.out.put(format_args!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n",
            policy::allow_only(SCRIPT, style)
        ));
        self.out.push_str(
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n",
        );
        self.out.put(format_args!(
            "<meta name=\"generator\" content=\"linchpin {}\">\n",
            env!("CARGO_PKG_VERSION")
        ));
        let untitled = words::say("page-untitled");
        let own = name_language(&meta.language);
        let (title, language) = match meta.title.as_str() {
            "" => (&*untitled, ""),
            title => (title, own.as_str()),
        };
        self.element("title", language, title);
        self.out.put(format_args!(
            "<style>{style}</style>\n</head>\n<body>\n<header>\n"
        ));
        if !meta.marking.is_empty() {
            let set = format!(" class=\"marking\" dir=\"auto\"{own}");
            self.element("p", &set, &meta.marking);
        }
        self.element("h1", &format!(" dir=\"auto\"{language}"), title);
        if !meta.authors.is_empty() {
            let set = format!(" class=\"facts\" dir=\"auto\"{own}");
            self.element("p", &set, &meta.authors.join(", "));
        }
        self.out.push_str("<nav");
        self.attribute("aria-label", &words::say("page-contents"));
        self.out.push('>');
        let parts = ["map", "articles", "argument"].into_iter();
        let parts = parts.filter(|it| *it != "articles" || self.has_articles());
        for (at, part) in parts.collect::<Vec<_>>().into_iter().enumerate() {
            let gap = if at > 0 { " " } else { "" };
            self.out.put(format_args!("{gap}<a href=\"#{part}\">"));
            push_escaped(&mut self.out, &words::say(&format!("page-{part}")));
            self.out.push_str("</a>");
        }
        self.out.push_str("</nav>\n</header>\n");
        let side = if self.has_articles() { "two" } else { "one" };
        self.out.put(format_args!("<main class=\"{side}\">\n"));
    }

    fn write_map(&mut self, drawing: &str) {
        self.out.push_str("<section id=\"map\"");
        self.attribute("aria-label", &words::say("page-map"));
        self.out
            .push_str(">\n<div class=\"tools\" id=\"tools\" hidden>");
        for (id, sign) in TOOLS {
            let name = words::say(&format!("page-{id}"));
            self.out
                .put(format_args!("<button type=\"button\" id=\"{id}\""));
            self.attribute("title", &name);
            self.attribute("aria-label", &name);
            self.out.put(format_args!(">{sign}</button>"));
        }
        self.out.push_str("<span class=\"help\">");
        push_escaped(&mut self.out, &words::say("page-help"));
        let language = name_language(&self.document.meta().language);
        self.out.put(format_args!(
            "</span></div>\n<div class=\"stage\" id=\"stage\" tabindex=\"0\"{language}>\n\
             {drawing}</div>\n</section>\n"
        ));
    }

    fn has_articles(&self) -> bool {
        !self.document.sources().is_empty()
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.put(format_args!(" {name}=\""));
        push_escaped(&mut self.out, value);
        self.out.push('"');
    }

    /// An element on a line of its own; `attributes` are written as they are.
    fn element(&mut self, name: &str, attributes: &str, text: &str) {
        self.out.put(format_args!("<{name}{attributes}>"));
        push_escaped(&mut self.out, text);
        self.out.put(format_args!("</{name}>\n"));
    }

    /// A text that leads to an address, where that is one of the web; else both as text.
    fn address(&mut self, text: &str, url: &str) {
        if is_of_the_web(url) {
            self.out.push_str("<a");
            self.attribute("href", url);
            self.out
                .push_str(" rel=\"noreferrer noopener\" dir=\"auto\">");
            push_escaped(&mut self.out, if text.is_empty() { url } else { text });
            self.out.push_str("</a>");
        } else {
            let gap = if text.is_empty() || url.is_empty() {
                ""
            } else {
                " · "
            };
            self.out.push_str("<bdi>");
            push_escaped(&mut self.out, &format!("{text}{gap}{url}"));
            self.out.push_str("</bdi>");
        }
    }
}

/// The attribute for words of that language; of an empty one where it is not known, so that they
/// are not taken for those of the page.
fn name_language(language: &str) -> String {
    let mut attribute = String::from(" lang=\"");
    push_escaped(&mut attribute, language);
    attribute.push('"');
    attribute
}

/// Whether a link may lead there: nothing that runs, opens files or is read otherwise than it
/// looks.
fn is_of_the_web(url: &str) -> bool {
    let is_web = ["http://", "https://"].iter().any(|scheme| {
        let head = url.get(..scheme.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(scheme)) && url.len() > scheme.len()
    });
    is_web
        && !url
            .chars()
            .any(|it| it.is_whitespace() || it.is_control() || it == '\\')
}

/// The class that gives a box or passage its colour.
fn name_class(kind: &Kind) -> &'static str {
    match kind {
        Kind::Evidence => "evidence",
        Kind::Question => "question",
        Kind::Note => "note",
        Kind::Claim | Kind::Other(_) => "claim",
    }
}
