//! What colours are for. Nothing outside the theme names a colour: it names a role.

use super::named::named_enum;

named_enum! {
    /// What a colour is for.
    pub enum Role {
        /// The ground of map and reader.
        Paper = "paper",
        /// The ground of side panels, tool bar and status bar.
        Panel = "panel",
        /// The ground of a claim and of whatever floats: menus, palettes, dialogs.
        Card = "card",
        /// The ground of buttons and fields at rest.
        Control = "control",
        /// The ground of a button or row under the pointer.
        Hover = "hover",
        /// Text.
        Ink = "ink",
        /// Text that steps back: notes, marks, hints.
        SecondInk = "second-ink",
        /// Text and icons of what cannot be used now. Below text contrast on purpose.
        DisabledInk = "disabled-ink",
        /// Dividers. Below line contrast on purpose: they carry no meaning.
        Hairline = "hairline",
        /// The outline of a claim.
        BoxOutline = "box-outline",
        /// Selection ring, keyboard focus, the one accent.
        Accent = "accent",
        /// Text and icons on the accent.
        OnAccent = "on-accent",
        /// Supporting links, their chips and words.
        Supports = "supports",
        /// The ground of a supporting chip or frame.
        SupportsTint = "supports-tint",
        /// Opposing links, their chips and words.
        Opposes = "opposes",
        /// The ground of an opposing chip or frame.
        OpposesTint = "opposes-tint",
        /// Links that answer or ask, their chips and words.
        Answers = "answers",
        /// The ground of an answering or asking chip or frame.
        AnswersTint = "answers-tint",
        /// The outline and icon of evidence.
        Evidence = "evidence",
        /// The ground of evidence.
        EvidenceTint = "evidence-tint",
        /// The outline and icon of a question.
        Question = "question",
        /// The ground of a question.
        QuestionTint = "question-tint",
        /// Links that restate, contradict or relate, their chips and words.
        Neutral = "neutral",
        /// The ground of a neutral chip or frame.
        NeutralTint = "neutral-tint",
        /// What needs attention; always with its sign.
        Warning = "warning",
        /// The ground of a warning bar.
        WarningTint = "warning-tint",
        /// What is wrong; always with its sign.
        Error = "error",
        /// The ground of an error bar.
        ErrorTint = "error-tint",
        /// The ground of selected rows.
        SelectionTint = "selection-tint",
        /// The ground of selected text.
        TextSelection = "text-selection",
        /// The ground of a passage that a claim or note stands for.
        PassageTint = "passage-tint",
        /// The ground of a find's hits.
        FindHit = "find-hit",
        /// The ground of the hit that the find stands on.
        FindCurrent = "find-current",
        /// The soft shadow of what floats or is dragged; with opacity.
        Shadow = "shadow",
        /// What dims the window behind a dialog; with opacity.
        Scrim = "scrim",
    }
}
