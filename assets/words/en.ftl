# The words of the interface, in sections by where they are seen.
#
# Keys are flat and in lower case, words joined by hyphens, the place first: `status-saved`.
# A command has its name under `command-<id>` and one sentence about it in the attribute `.help`,
# looked up as `command-<id>.help`; `<id>` is the command's id, hyphens for dots. Other tooltips
# are attributes too: `.tip`. What a field shows while it is empty is `.hint`.
# Sentence case; "…" after what opens a dialog; typographic quotes; no full stop after labels, one
# after sentences. A message says what happened, why, and what to do.
# Values stand in braces: { $n } for counts, { $file }, { $name }, { $why }.

## The program

app-name = Linchpin
app-about = Structured argument mapping, from an article to a map.
document-untitled = Untitled map
document-unsaved-mark = { $name } (not saved)

## Words used in many places

ok = OK
cancel = Cancel
close = Close
delete = Delete
discard = Discard
save = Save
open = Open
undo = Undo
redo = Redo
add = Add
remove = Remove
change = Change
none = None
yes = Yes
no = No
other = Other
more = More
dismiss = Dismiss

## What a map is made of

kind-question = Question
kind-claim = Claim
kind-evidence = Evidence
kind-note = Note
kind-unknown = Box of kind “{ $name }”
role-main-claim = Main claim
role-hypothesis = Hypothesis
role-rebuttal = Rebuttal
role-gap = Unanswered question
relation-supports = supports
relation-opposes = opposes
relation-answers = answers
relation-asks = asks about
relation-restates = restates
relation-contradicts = contradicts
relation-relates = relates to
relation-undercut = strikes the step
flag-assumption = Assumption
flag-implicit = Implicit
flag-struck-out = Struck out
flag-fallen = Rests on nothing that stands
flag-hidden-signs = Holds signs that are not seen: { $signs }
flag-linchpin = The conclusion falls with it
flag-in = Stands
flag-out = Does not stand
flag-undecided = Undecided whether it stands
assumption-unclassed = Not yet classed
assumption-supported = Supported
assumption-caveats = Supported with caveats
assumption-unsupported = Unsupported
strength-weak = Weak
strength-moderate = Moderate
strength-strong = Strong
strength-conclusive = Conclusive
confidence-low = Low
confidence-moderate = Moderate
confidence-high = High
basis-expert = Expert
basis-statistic = Statistic
basis-study = Study
basis-document = Document
basis-law = Law
basis-testimony = Testimony
basis-observation = Observation
basis-example = Example
basis-common-belief = Common belief
basis-assertion = Assertion

n-boxes = { $n ->
    [one] { $n } box
   *[other] { $n } boxes
}
n-links = { $n ->
    [one] { $n } link
   *[other] { $n } links
}
n-passages = { $n ->
    [one] { $n } passage
   *[other] { $n } passages
}
n-findings = { $n ->
    [0] No findings
    [one] { $n } finding
   *[other] { $n } findings
}
n-comments = { $n ->
    [one] { $n } comment
   *[other] { $n } comments
}

## What a screen reader says of a box

box-blank = No wording yet
box-spoken = { $kind }: { $text }
box-spoken-child = { $kind }: { $text }; { $relation } “{ $parent }”; { $place } of { $count }

## Layouts and directions

layout-tidy = Tidy tree
layout-compact = Compact page
layout-radial = Rings around the middle
layout-layered = Layers for many cross links
direction-down = Downwards
direction-right = To the right

## Focus and filter

crumbs-all = Whole map
crumbs-hidden = { $n ->
    [one] { $n } box hidden
   *[other] { $n } boxes hidden
}
filter-field = Words in boxes
    .hint = Words in boxes
filter-relations = Relations
filter-tags = Tags
filter-none = The map has none.
filter-findings = With findings
filter-count = { $n } of { $all } boxes match
filter-close = Show all boxes again

## Menus

menu-file = File
menu-edit = Edit
menu-insert = Insert
menu-view = View
menu-argument = Argument
menu-tools = Tools
menu-help = Help
menu-recent = Open recent
menu-recent-empty = No recent files
menu-recent-clear = Clear the list
menu-theme = Theme
menu-motion = Motion
menu-views = Views
menu-sizes = Sizes
menu-reading = Text of the article
menu-reading-go = Places in the article
menu-go = Go to
menu-layout = Layout
menu-page = Page to fill
menu-arrange = Arrange what hangs on the box
menu-passage = Passage
menu-guide = Reading guide
menu-fold = Fold to a level
menu-direction = Direction

## Panels

panel-reader = Reader
panel-map = Map
panel-outline = Outline
panel-inspector = Inspector
panel-findings = Findings
panel-linchpins = Linchpins
findings-repair = Repair
findings-set-aside = Set aside…
linchpins-of-selected = The selected box
linchpins-of-whole = The whole map
linchpins-under-way = The map is being weighed.
linchpins-nothing = There is no claim yet that something speaks for or against. Select a claim and ask again, or give one a reason.
linchpins-pins = Linchpins
linchpins-none = None: nothing alone brings it down.
linchpins-set = Together these turn it
linchpins-set-how = Found by trying sets of up to three of what changes it most; another set may do the same.
linchpins-others = What else counts
linchpins-detail = without it: { $word }
linchpins-single-detail = single point of failure; without it: { $word }
linchpins-idle = { $n ->
    [one] One more thing changes nothing to speak of.
   *[other] { $n } more things change nothing to speak of.
}
linchpins-share = { $share }; { $outcome }
linchpins-turn = What would turn it
linchpins-ranked = What counts is ordered by
contribution-removal = Removal
    .help = How much the conclusion changes without it.
contribution-gradient = Small changes
    .help = How much the conclusion answers if it were taken for a little stronger or weaker.
contribution-shapley = Fair share
    .help = Shapley value: what it adds on average over all orders in which everything could be brought forward.
contribution-most = as much as anything
contribution-much = a large part
contribution-some = a part
contribution-little = little
contribution-sampled = Estimated from { $n } orders; with 95{"\u00A0"}% certainty no share is off by more than { $error } on the scale from 0 to 1.
contribution-too-many = It depends on more than { $most } things: too many to share out after every edit. They stand here by removal; “linchpin linchpins --by shapley” shares them out.
linchpins-manner = How it is weighed
linchpins-shown = Shown on the map
linchpins-strengths = Strengths
linchpins-standing = What stands
linchpins-attacks = By attacks alone
linchpins-standard = Standard of proof
linchpins-bare-claims = Bare claims count
standard-preponderance = Preponderance
    .help = What speaks for it weighs more than what speaks against it.
standard-clear = Clear
    .help = Clear and convincing: what speaks for it weighs more by half of the scale.
standard-beyond-doubt = Beyond doubt
    .help = Beyond reasonable doubt: clear and convincing, and next to nothing speaks against it.
stands-struck = { $box } is struck out for now.
stands-given = { $box } stands: it is given, and nothing that stands speaks against it.
stands-supported = { $box } stands: a reason for it stands, and nothing that stands speaks against it.
stands-outweighs = { $box } stands: what speaks for it outweighs what speaks against it, by the standard of proof.
stands-unsupported = { $box } does not stand: nothing that stands speaks for it.
stands-outweighed = { $box } does not stand: what speaks for it does not outweigh what speaks against it, by the standard of proof.
stands-open = Whether { $box } stands is not decided: what it rests on is not.
linchpins-scores = Base scores…
linchpins-ordinal = Strengths put claims in an order. They are no probabilities.
semantics-df-quad = Balanced
    .help = DF-QuAD: what speaks for and against is set off, and the rest moves the claim.
semantics-quadratic-energy = Cautious
    .help = Quadratic energy: a little said moves little.
semantics-euler = Cumulative
    .help = Euler-based: every further reason adds something.
inspector-outcome = How strong it comes out
status-conclusion = conclusion: { $before } → { $after }
scores-title = Base scores
scores-help = Where boxes and steps begin before anything is said about them, from 0 to 1. It is a convention; change it where yours is another. It holds for all maps on this machine.
scores-reset = As it comes
scores-keep = Weigh by these
score-claim = A claim that nobody has rated
score-evidence = Evidence that says nothing of what it rests on
score-recorded = Statistic, study, document, law
score-seen = Expert, observation
score-testimony = Testimony
score-example = Example
score-asserted = Assertion, common belief
score-reliability-a = Source A, completely reliable
score-reliability-b = Source B, usually reliable
score-reliability-c = Source C, fairly reliable
score-reliability-d = Source D, not usually reliable
score-reliability-e = Source E, unreliable
score-credibility-1 = Content 1, confirmed
score-credibility-2 = Content 2, probably true
score-credibility-3 = Content 3, possibly true
score-credibility-4 = Content 4, doubtful
score-credibility-5 = Content 5, improbable
score-assumption-supported = Assumption, supported
score-assumption-caveats = Assumption with caveats
score-assumption-unsupported = Assumption, unsupported
score-assumption = Assumption that nobody has classed
score-link-weak = Weak step
score-link-moderate = Moderate step, or one that nobody has rated
score-link-strong = Strong step
score-link-conclusive = Conclusive step

## First minute: the empty window

start-title = Start a map
start-intro = Read an article, turn its passages into claims, evidence and questions, and see how they hold together.
start-open-article = Open an article…
    .help = Text, Markdown, a saved page, Word, OpenDocument or EPUB
start-paste = Paste text…
    .help = An article from the clipboard
start-open-map = Open a map…
    .help = A file that was saved before
start-new = Start an empty map
    .help = Boxes first; an article can follow
start-sample = Try the sample
    .help = A short article with its map
start-templates = Start from a template
start-template-op-ed = Opinion piece
    .help = What it wants us to believe, why, and who gains
start-template-debate = Debate
    .help = A motion with both sides
start-template-hypotheses = Competing hypotheses
    .help = One question, several answers, evidence for each
start-recent = Recent files
start-missing = Not there any more: { $file }
start-pin = Keep { $name } at the top
start-unpin = Let { $name } go from the top
start-forget = Take { $name } off the list
start-drop = Or drop a file on this window.

## Reader

reader-empty = No article yet
reader-empty-help = Open an article or paste its text; then select a passage and press C to make it a claim.
reader-target = Adding under: { $name }
reader-target-step = the step from “{ $name }”
reader-target-show = Show the target
reader-target-clear = Add without a target
reader-article = Article
reader-sources = Articles
reader-capture = What the passage becomes
reader-target-none = The next box stands alone and becomes the target.
reader-unmapped = { $n ->
    [0] Everything is mapped
    [one] { $n } passage not mapped
   *[other] { $n } passages not mapped
}

reader-only-unmapped = { $n ->
    [0] Everything is mapped or set aside.
    [one] Only the one passage that is not mapped
   *[other] Only the { $n } passages that are not mapped
}
link-tip = Ctrl+click opens it
copied-link = The address is on the clipboard.
address-title = Open in the browser?
address-text = The link leads to { $host }.
address-letters = The name of the site has letters that may look like others: { $letters }
address-open = Open
contents-title = Headings and paragraphs
contents-field = Heading, or number of a paragraph
    .hint = Heading, or number of a paragraph
contents-here = here
contents-paragraph = Paragraph { $n }: { $words }
contents-none = { $n ->
    [0] No heading has these words.
    [one] No heading has these words, and there is only paragraph 1.
   *[other] No heading has these words; paragraphs have the numbers 1 to { $n }.
}
contents-no-headings = { $n ->
    [0] The article has neither headings nor paragraphs.
    [one] The article has no headings; it is one paragraph.
   *[other] The article has no headings; type the number of a paragraph, 1 to { $n }.
}
look-button = Aa
look-title = Look of the text
look-size = Size
look-size-value = { $n } pt
look-measure = Lines
look-measure-narrow = Narrow
look-measure-normal = Normal
look-measure-wide = Wide
look-measure-full = Full
look-typeface = Typeface
look-typeface-serif = Serif
look-typeface-sans = Sans
look-line-height = Line height
look-paper = Paper
look-paper-theme = Theme
look-paper-sepia = Sepia
look-numbers = Paragraph numbers
look-own = Reset
reader-show-all = Show the whole article
hint-question = Likely a question
hint-claim = Likely a claim
hint-evidence = Likely evidence
hint-because-mark = it ends in a question mark
hint-because-label = a labelled point
hint-because-marker = “{ $marker }”, right in { $percent }{"\u00A0"}% of { $n } sentences in { $measured }
hint-because-unmeasured = “{ $marker }”, not measured
hint-none-at-hand = { $n ->
    [0] The guide marks nothing that is not mapped.
    [one] One sentence marked; G goes to it.
   *[other] { $n } sentences marked; G goes on.
}
passage-moved = Moved?
passage-lost = Not found
doubts-title = { $n ->
    [one] { $n } passage to look at
   *[other] { $n } passages to look at
}
doubts-close = Hide the list
doubt-quote = Quoted: “{ $words }”
doubt-now = Now: “{ $words }”
doubt-show = Show it
doubt-confirm = It is right
doubt-reattach = Tie it to the selected passage
doubt-drop = Drop it
correction-field = The paragraph being corrected

## Map

hint-box = { $kind }, { $relation }
map-overview = Overview of the map
map-empty = Nothing on the map yet
map-empty-help = Select a passage in the reader and press C, or press Tab here for a first claim.
map-filtered = No box matches the filter
map-filtered-help = Take something out of it, or show all boxes again with the cross at its end.

## Outline

outline-folded = { $n } more
outline-gap = unanswered
outline-empty = Nothing to outline yet
outline-empty-help = The boxes of the map stand here as indented text.

## Inspector

inspector-empty = Nothing selected
inspector-empty-help = Select a box or a line to see and change what belongs to it.
inspector-text = Wording
inspector-note = Note
inspector-tags = Tags
inspector-passages = Passages
inspector-kind = Kind
inspector-relation = Relation
inspector-strength = Strength
inspector-confidence = Confidence
inspector-basis = Basis
inspector-warrant = Warrant
inspector-comments = Comments
hidden-signs = { $n ->
    [one] This text holds a sign that is not seen: { $signs }.
   *[other] This text holds { $n } signs that are not seen: { $signs }.
}
hidden-signs-remove = Remove them
    .tip = Take the signs that are not seen out of this text, as one step
field-right-to-left = Words that run from right to left are kept in the order in which they are read; in this field they may be shown the other way round.
inspector-title = Short name
inspector-class = Class
inspector-judgement = Judgement
inspector-reliability = Reliability
inspector-credibility = Credibility
inspector-likelihood = Likelihood
inspector-confidence-reason = Because
inspector-notes = Tags and note
inspector-under = What is said about it
inspector-over = What it argues for
inspector-about = What is said about the step
inspector-link = Step of reasoning
inspector-from = From
inspector-and = and
inspector-to = To
inspector-scheme = Scheme
inspector-step = The step that { $relation }
inspector-passage-show = Show the passage
inspector-passage-drop = Drop the passage
inspector-comment-new = New comment
inspector-comment-settled = settled
inspector-comment-settle = Settle the comment
inspector-comment-reopen = Open the comment again
inspector-comment-delete = Delete the comment
inspector-map-title = Title
grade-a = completely reliable
grade-b = usually reliable
grade-c = fairly reliable
grade-d = not usually reliable
grade-e = unreliable
grade-f = cannot be judged
grade-1 = confirmed
grade-2 = probably true
grade-3 = possibly true
grade-4 = doubtful
grade-5 = improbable
grade-6 = cannot be judged
inspector-several = { $boxes } boxes selected
inspector-several-lines = { $lines } lines selected
inspector-several-mixed = { $boxes ->
    [one] { $boxes } box
   *[other] { $boxes } boxes
} and { $lines ->
    [one] { $lines } line
   *[other] { $lines } lines
} selected

## Status bar

status-saved = Saved
status-saving = Saving…
status-unsaved-since = Not saved since { $time }
status-never-saved = Not saved yet
status-kept = kept for recovery
    .tip = Every change is written to a journal at once. If the program or the machine stops, it is offered again at the next start.
status-keeping = being kept…
status-not-kept = not kept for recovery
    .tip = There is no folder to keep changes in, so they are safe only once the map is saved.
status-off = not kept for recovery
    .tip = The map is marked as sensitive, and unsaved edits of such maps are not kept (File, Keep unsaved edits of sensitive maps). A crash loses what is not saved.
status-drawing-link = Where to? Point at a box or a line, or choose by arrows, Tab and Enter. X turns for into against. Esc drops the link.
status-hanging = Where to? Point at a box or a line, or choose by arrows, Tab and Enter. Esc leaves everything as it is.
outlook-under = { $word } “{ $name }”
outlook-step = { $word }: about the step from “{ $name }”
outlook-beside = { $word }: beside “{ $name }”
outlook-into = { $word }: one reason with “{ $name }”
outlook-alone = Stands alone
outlook-cut = Stands alone; the marked line goes
outlook-stays = Stays where it is
outlook-stays-alone = Stands alone already. With Control it is pinned here
outlook-pin = Pinned here
status-zoom = { $percent }{"\u00A0"}%
status-view = View: { $name }
status-struck = { $n } struck out
    .tip = A reason falls with any of its premises, a claim with the last of its reasons. Click to put everything back.
status-fallen-claims = { $n ->
    [0] no claim rests on that alone
    [one] { $n } claim rests on nothing else
   *[other] { $n } claims rest on nothing else
}
status-fallen-questions = { $n ->
    [one] { $n } question has no other answer
   *[other] { $n } questions have no other answer
}

## Dialogs and messages

recovery-title = Unsaved work was found
recovery-text = The program ended before this was saved. Your files are as you saved them last.
recovery-hint = Nothing is deleted until you decide. What you discard is kept for 30 days: File, Recover unsaved work.
recovery-none = There is no unsaved work to recover.
recovery-later = Decide later
recovery-restore = Restore
recovery-compare = Compare
recovery-save = Save a copy…
recovery-discard = Discard
recovery-delete = Delete for good
recovery-try = Try to read it
recovery-edits = { $n ->
    [0] No unsaved edit can be read
    [one] One unsaved edit
   *[other] { $n } unsaved edits
}
recovery-time = last changed { $time }
local-time = { $date } { $time } { $zone }
recovery-was-discarded = Discarded; it is deleted 30 days after that.
recovery-never-saved = Never saved to a file
recovery-cut = The journal breaks off; this is everything up to that point.
recovery-set-aside = The program ended twice while this was being recovered, so it is not read by itself.
recovery-broken = This cannot be read: { $why }
recovery-picture = How the map looks
recovery-compared = What this has that the file does not, and the other way round:
recovery-restored = { $n ->
    [0] “{ $name }” is restored with its history, as it was saved last.
    [one] “{ $name }” is restored with its history; one edit is not saved yet.
   *[other] “{ $name }” is restored with its history; { $n } edits are not saved yet.
}
recovery-restored-cut = Its journal broke off. It is kept as it is for 30 days: File, Recover unsaved work.
recovery-restored-typed = What was being typed when the program ended is the last step of it.
recovery-discarded = Discarded. It is kept for 30 days: File, Recover unsaved work.
history-title = History
history-text = Each save is kept as a snapshot on this machine: all of the last hour, then one an hour, a day and a week.
history-none = There is no snapshot of this map yet. The next save makes the first one.
history-off = No snapshots are kept at the moment, because the history is switched off.
history-list = Snapshots
history-occasion-opened = { $time }, as opened
history-occasion-saved = { $time }
history-occasion-checkpoint = { $time }, not saved
history-occasion-restoring = { $time }, before restoring
history-other-map = Another map, which was in this file
history-boxes = { $n ->
    [one] The first one, with one box
   *[other] The first one, with { $n } boxes
}
history-same = Nothing changed
history-added = { $n } added
history-removed = { $n } removed
history-reworded = { $n } reworded
history-relinked = { $n } linked anew
history-moved = { $n } moved
history-changed = { $n } changed
history-measuring = …
history-reading = Reading…
history-would-change = What restoring it would change:
history-was-in = It was in { $file }
history-keep = Keep a history
history-forget = Delete…
history-compare = Compare
history-save = Save a copy…
history-restore = Restore
history-name = snapshot of { $time }
history-restored = The map is what it was in the { $name }. What it was before is kept as a snapshot, too.
history-failed = The map is saved, but no snapshot of it could be kept: { $why }
history-forgotten = { $n ->
    [0] There was no snapshot to delete.
    [one] One snapshot is deleted.
   *[other] { $n } snapshots are deleted.
}
forget-history-title = Delete the history?
forget-history-text = The snapshots that were kept are deleted for good. Your files stay as they are. New snapshots are kept with the next save, unless the history is switched off.
forget-history-map = Of this map
forget-history-all = Of all maps
compare-never-saved = The map was never saved, so there is nothing to compare it with.
compare-unreadable = There is nothing to compare it with: { $why }
compare-nothing = Nothing differs.
compare-more = { $n ->
    [one] One more difference.
   *[other] { $n } more differences.
}
file-is-held = { $who } on { $host } has this map open since { $since }. What both of you save can be merged: { $file }
held-title = “{ $name }” is open in another window
held-text = Another window of Linchpin has this map. It can be read here, but not edited, so that neither window writes over what the other one did.
held-go = Go to that window
held-read = Read it here
held-edit = Edit it here as well
held-by-window = Another window of Linchpin has this map open. What is saved in one is noticed by the other, and nothing is overwritten without a question: { $file }
held-for-reading = Another window of Linchpin has this map open, so it is for reading only here: { $file }
held-edited = This map can be edited in two windows now. Whichever saves second is asked what becomes of what the first one wrote.
held-no-more = The other window has let go of this map, so it can be edited here.
holder-asked = The other window is asked to come to the front.
holder-not-asked = The other window could not be asked to come to the front ({ $why }). Look for it by hand; this map can be read here.
holder-silent = The other window has not come to the front. Look for it by hand; this map can be read here, or saved under another name to be edited.
save-as-held = The map was not saved, because another window of Linchpin has that file. Choose another name, or save it there.
conflicted-copies = { $n ->
    [one] A conflicted copy stands beside this map, and holds something that this map does not: { $file }
   *[other] { $n } conflicted copies stand beside this map, and hold something that this map does not. One of them: { $file }
}
outside-changed = Another program has changed this file since it was opened: { $file }
outside-taken = { $n ->
    [one] Another program changed this file; one change was taken over: { $file }
   *[other] Another program changed this file; { $n } changes were taken over: { $file }
}
correction-is-lost = This paragraph is another one by now, so it was not corrected. Copy your words, leave the field by Esc, and correct the paragraph as it stands.
outside-unreadable = Another program has changed this file since it was opened, and it cannot be read now. { $why }
outside-gone = This file is no longer there; saving writes it again: { $file }
sensitive-not-kept = Unsaved edits of sensitive maps are no longer kept, and what was kept of those that are open is removed. Save often: a crash loses what is not saved.
sensitive-found = Unsaved work on a sensitive map was found at the start and is still kept. Restore or discard it.
reload-title = Read “{ $name }” again?
reload-text = What you changed since the last save gives way to what is in the file. It is kept for 30 days: File, Recover unsaved work.
reload-text-sensitive = What you changed since the last save gives way to what is in the file, and is gone: of a map marked as sensitive nothing is kept.
reload-yes = Read again
reload-no = Keep my changes
reload-no-map = The file no longer holds a map, so what is open stays as it is.
reload-overtaken = The map was changed while its file was read, so it stays as it is.
reloaded = Read again from its file.
journal-failed = Changes cannot be kept for recovery, so save the map: { $why }
journal-not-removed = What was kept of a sensitive map could not be removed ({ $why }). It stands in the folder recovery of the folder for state: delete it there.
crash-found = A fault stopped Linchpin, or a piece of its work, last time. A report without any words of your maps is in { $file }
crash-copied = The report is on the clipboard.
unsaved-title = Save changes to “{ $name }”?
unsaved-text = What was changed since the last save is lost if you discard it.
open-failed = The file could not be opened: { $why } ({ $file })
save-failed = The file could not be saved: { $why } Nothing on disk was changed. ({ $file })
message-undone = Undone: { $name }
message-redone = Redone: { $name }
path-title-open = Open a file
path-title-save = Save as
path-title-article = Add an article
path-title-annotations = Import annotations
files-annotations = Annotations
path-title-outline = Make a map of a text
files-outlines = Texts
path-title-newer = Newer version of the article
path-title-export = Export to
path-field = Path of the file
path-help = Type or paste a path. Tab completes it; the list shows what fits.
path-reading = Reading the folder…
path-nothing = Nothing here fits
path-not-there = There is no file of that name in this folder.
path-replace = “{ $file }” is there already. Replace it by this file?
path-replace-yes = Replace it
path-replace-no = Choose another name
fate-title = { $n ->
    [one] Delete this box?
   *[other] Delete { $n } boxes?
}
fate-text = { $n ->
    [one] One more box hangs on what is deleted. It can go too, or be lifted to the box above.
   *[other] { $n } more boxes hang on what is deleted. They can go too, or be lifted to the box above.
}
fate-detail = Undo brings everything back.
fate-detail-lines = { $n ->
    [one] The selected line goes too, unless it holds what is lifted. Undo brings everything back.
   *[other] The { $n } selected lines go too, but for those that hold what is lifted. Undo brings everything back.
}
fate-branch = Delete with its branch
fate-lift = Lift to the box above
large-title = Open a large file?
large-open = Open it
changed-title = The file has changed on disk
changed-text = Another program has written this file since it was opened here. Merging keeps what both wrote; overwriting loses what that program wrote. Taking theirs gives up what you changed.
changed-overwrite = Overwrite
changed-take = Take theirs…
changed-save-as = Save as…
changed-merge = Merge
paste-title = Paste an article
paste-newer-title = Paste a newer version of the article
paste-newer-help = The text takes the place of the article, and every passage is found again. Ctrl+Enter does it.
paste-newer-read = Replace the text
paste-help = Paste or type the text. Headings, lists, quotations and links of pages and of Markdown are kept. Ctrl+Enter reads it.
paste-field = Text of the article
    .hint = Paste the article here
paste-read = Read it
weighed-very-weak = very weak
weighed-weak = weak
weighed-open = open
weighed-fair = strong
weighed-very-strong = very strong
linchpin-crosses = it goes to the other side
linchpin-loses-lift = its reasons lose half of their weight or more
linchpin-unsupported = no reason is left that stands on evidence or an assumption
linchpin-overtaken = another answer leads
linchpin-single-point = it is the single point of failure
base-claim = a claim begins open
base-evidence = evidence that says nothing of what it rests on
base-recorded = evidence from a statistic, study, document or law
base-seen = evidence from an expert or an observation
base-testimony = evidence from testimony
base-example = evidence from an example
base-asserted = evidence that is an assertion or a common belief
base-graded = evidence by the lower of its grades
base-assumption = an assumption that nobody has classed
base-assumption-supported = an assumption that is supported
base-assumption-caveats = an assumption with caveats
base-assumption-unsupported = an assumption without support
base-link-weak = a step rated as weak
base-link-moderate = a step rated as moderate
base-link-strong = a step rated as strong
base-link-conclusive = a step rated as conclusive
base-link-number = a step rated by a number
base-link-unrated = a step that nobody has rated counts as moderate
explain-struck = It is struck out for now, and counts for nothing.
explain-base = It begins as { $word }: { $why }.
explain-weakest = It is held to its weakest premise, { $box }, which is { $word }.
explain-for = { $n ->
    [one] One reason speaks for it: { $reasons }.
   *[other] { $n } reasons speak for it, { $more ->
        [0] { $reasons }
       *[other] the strongest being { $reasons }
    }.
}
explain-against = { $n ->
    [one] One reason speaks against it: { $reasons }.
   *[other] { $n } reasons speak against it, { $more ->
        [0] { $reasons }
       *[other] the strongest being { $reasons }
    }.
}
explain-outcome = It comes out { $word }.
explain-robust = All three ways of weighing have it on this side.
explain-not-robust = The three ways of weighing do not agree on its side, or have it at one half.
explain-unsettled = It depends on itself and did not settle; its strength says little.
explain-conclusion = { $box } comes out { $word }; before anything is said about it, it is { $base }.
explain-nothing-said = { $box } is { $word }: nothing is said for or against it.
explain-turn-any-against = Any further reason against it would turn it.
explain-turn-any-for = Any further reason for it would carry it.
explain-leading-answer = The leading answer is { $box }: { $word }.
explain-rival = The next answer is { $box }.
explain-close-rival = The next answer, { $box }, is close behind.
explain-one-evidence = It rests on one piece of evidence alone: { $box }.
explain-one-graded = It rests on one source alone, graded { $grade }: { $box }.
explain-one-assumption = It rests on one assumption alone: { $box }.
explain-one-source = All { $n } pieces of evidence that carry it go back to one source: { $work }.
explain-step = The step from { $box }
explain-falls = { $what }: without it the conclusion is { $after } instead of { $before }; { $why }.
explain-idle = { $what }: without it nothing changes to speak of.
explain-carries = { $what } carries it: without it the conclusion would be { $after }; it is { $before }.
explain-carries-little = { $what } carries it a little: without it the conclusion would be weaker, but still { $before }.
explain-burdens-little = { $what } burdens it a little: without it the conclusion would be stronger, but still { $before }.
explain-burdens = { $what } burdens it: without it the conclusion would be { $after }; it is { $before }.
explain-unstruck = Without what is struck out for now it would be { $word }.
explain-turn-against = One more reason against it would turn it if that came out { $word } or stronger.
explain-turn-for = One more reason for it would carry it if that came out { $word } or stronger.
explain-turn-nothing-against = No single reason against it, however strong, would turn it: what carries it has to be met.
explain-turn-nothing-for = No single reason for it, however strong, would carry it: what speaks against it has to be met.
import-title = What was imported
import-read-as = Read as: { $format }. This is what became of it.
import-undo = The import is one step: undo takes all of it back.
import-copy = Copy the report
losses-title = Not all of the map can be written
losses-text = { $format } cannot hold everything that is in this map:
losses-hint = The map itself stays as it is.
losses-export = Export all the same
chapters-title = Which chapters?
chapters-help = The chapters chosen become one article.
chapters-all = All
chapters-none = None
chapters-read = Read { $n ->
    [one] the chapter
   *[other] { $n } chapters
}
encoding-title = Read in another encoding
encoding-help = Choose the alphabet and the program that the file comes from; the article is read again. It can be undone.
encoding-guessed = The file does not say in which encoding its letters are written; it was read as { $encoding }. If they look wrong, choose another one.
encoding-UTF-8 = Unicode (UTF-8)
encoding-UTF-16LE = Unicode (UTF-16, little-endian)
encoding-UTF-16BE = Unicode (UTF-16, big-endian)
encoding-windows-1252 = Western (Windows-1252)
encoding-ISO-8859-15 = Western (ISO 8859-15)
encoding-macintosh = Western (Macintosh)
encoding-windows-1250 = Central European (Windows-1250)
encoding-ISO-8859-2 = Central European (ISO 8859-2)
encoding-windows-1257 = Baltic (Windows-1257)
encoding-windows-1254 = Turkish (Windows-1254)
encoding-windows-1258 = Vietnamese (Windows-1258)
encoding-windows-1251 = Cyrillic (Windows-1251)
encoding-KOI8-R = Russian (KOI8-R)
encoding-KOI8-U = Ukrainian (KOI8-U)
encoding-ISO-8859-5 = Cyrillic (ISO 8859-5)
encoding-IBM866 = Cyrillic (DOS 866)
encoding-windows-1253 = Greek (Windows-1253)
encoding-ISO-8859-7 = Greek (ISO 8859-7)
encoding-windows-1255 = Hebrew (Windows-1255)
encoding-ISO-8859-8 = Hebrew (ISO 8859-8)
encoding-windows-1256 = Arabic (Windows-1256)
encoding-windows-874 = Thai (Windows-874)
encoding-GB18030 = Chinese, simplified (GB 18030)
encoding-Big5 = Chinese, traditional (Big5)
encoding-Shift_JIS = Japanese (Shift JIS)
encoding-EUC-JP = Japanese (EUC-JP)
encoding-ISO-2022-JP = Japanese (ISO 2022-JP)
encoding-EUC-KR = Korean (EUC-KR)
map-details-title = Details of the map
source-details-title = Details of the article
details-title = Title
details-authors = Authors
    .hint = Several are parted by semicolons
details-author = Author
details-publisher = Publisher
details-url = Address
details-published = Published
details-language = Language
    .hint = A tag such as en, de or es
details-marking = Marking
    .hint = Stands on every printed page
details-yardstick = Yardstick of likelihood words
    .hint = ICD 203 if empty
details-notes = Notes
details-sensitive = Sensitive
    .tip = Keeps this map out of the list of recent files and without a history. Its unsaved edits are kept for recovery unless that is switched off in the File menu.
view-name = Name of the view
view-new-title = New view
view-rename-title = Rename the view
view-unnamed = View { $n }
view-deleted = The view “{ $name }” was deleted.
check-under-way = The map is being looked at.
check-help = Choose a line to go to its box or link.
check-clean = Nothing to tell: the checks of this profile have found nothing.
check-notices = Noticed when the map was opened
check-breaches = Broken laws
check-no-wording = A box without a wording
check-more = … and { $n } more
about-version = Version { $version } · { $licence }
about-never = Linchpin opens no network connection, asks for no account and reports nothing to anybody. Maps are files where you put them, and nowhere else.
about-bundled = What it is made with

## Find

find-field = Find
    .hint = Find in map and text
find-replace-field = Replace with
    .hint = Other words
find-place = { $at } of { $n }
find-close = Close the search
find-replace = Replace
find-replace-all = Replace all
find-hits = { $n ->
    [0] Not found
    [one] { $n } hit
   *[other] { $n } hits
}

## Command palette and key sheet

palette-title = All commands
palette-field = Command
    .hint = Type the name of a command
palette-none = No command of that name
keys-title = Keys
keys-field = Search keys
    .hint = Search commands and keys
keys-none = No key does that
keys-or = {" or "}
keys-everywhere = Everywhere
keys-map = Map and outline
keys-reader = Reader
keys-wording = Editing a wording
keys-wording-keep = Keep
keys-wording-aim = Keep, and make the box the target
keys-wording-line = New line
keys-wording-drop = Drop what was typed

## Commands: file

command-new = New map
    .help = Opens an empty map in a tab of its own.
command-open = Open…
    .help = Opens a map or an article.
command-remember-files = Remember the files I open
    .help = Lists opened files at the start and in the menu. Off, the list is emptied, nothing is added to it, and snapshots do not say where the file of their map is.
command-name-people = Name people in exports
    .help = Writes the authors of a map, and who made remarks and set findings aside, into what is exported and printed. Off, only the file of the map names them. Authors of articles are always cited.
command-paste-article = Paste article
    .help = Takes the text of the clipboard as the article of this map.
command-import-annotations = Import annotations…
    .help = Makes a box of each annotation in a file of Web Annotations or from Hypothesis.
command-import-outline = Import a text as outline…
    .help = Makes a map of any text by its signs, headings, bullets, numbers and indents, even if it might be an article.
command-newer-version = Newer version of the article…
    .help = Puts the text of a file in the place of the article and finds every passage again.
command-paste-newer-version = Paste a newer version of the article…
    .help = Puts a pasted text in the place of the article and finds every passage again.
command-article-encoding = Read in another encoding…
    .help = Reads the article again where its letters came out wrong.
command-save = Save
    .help = Saves the map to its file.
command-reload = Read again from disk
    .help = Takes the map as its file holds it, after a question if anything is not saved.
command-settle-file = Settle with the file on disk…
    .help = Asks what becomes of what another program wrote into the file of this map.
command-go-to-holder = Go to the other window
    .help = Brings the window to the front that has this map open, and lets go of it here.
command-edit-held = Edit here as well
    .help = Edits this map although another window has it open; saving asks before anything is overwritten.
command-recover = Recover unsaved work…
    .help = Lists what was not saved when the program ended unexpectedly, and what you discarded in the last 30 days.
command-history = History…
    .help = Lists what this map was at earlier times, to look at, compare, restore or save as a copy.
command-keep-sensitive = Keep unsaved edits of sensitive maps
    .help = Keeps what you do to maps marked as sensitive for recovery. Off, nothing of them is written but their own files, and a crash loses what is not saved.
command-keep-history = Keep a history of maps
    .help = Keeps a snapshot of each save in a folder of your own on this machine, until it is thinned out.
command-forget-history = Delete the history…
    .help = Deletes the snapshots of this map, or of all maps.
command-merge-conflicted-copy = Merge conflicted copy…
    .help = Merges a copy that came of two machines writing this file. The copy itself stays where it is.
command-copy-crash-report = Copy the crash report
    .help = Puts the report of the last crash on the clipboard. It holds no words of your maps.
command-save-as = Save as…
    .help = Saves the map to another file.
command-export = Export…
    .help = Writes the map as a picture or as text.
command-export-with-map = Export a picture with the map in it…
    .help = Writes an SVG or PNG picture that can be opened as the map again.
command-print = Print…
    .help = Sets the map on sheets of paper, as a PDF.
command-give-up-reading = Stop reading a file
    .help = Waits no longer for the file that is being read. Nothing that is open is touched.
command-close = Close
    .help = Closes this map; asks first if it is not saved.
command-quit = Quit
    .help = Closes all maps and ends the program.

## Commands: edit

command-undo = Undo
    .help = Takes back the last change.
command-redo = Redo
    .help = Makes the change again that was taken back.
command-cut = Cut
    .help = Moves the selected boxes to the clipboard.
command-copy = Copy
    .help = Copies the selected boxes as indented text.
command-paste = Paste
    .help = Pastes boxes, or any indented text as boxes.
command-duplicate = Duplicate
    .help = Makes a copy of the selected boxes beside them.
command-delete = Delete
    .help = Deletes the selected boxes and their links.
command-select-all = Select all
    .help = Selects every box of the map.
command-edit-text = Edit wording
    .help = Opens the wording of the selected box for typing.
command-find = Find…
    .help = Finds words in the map and in the article.
command-find-next = Find next
    .help = Goes to the next hit.
command-find-previous = Find previous
    .help = Goes to the hit before.
command-replace = Replace…
    .help = Replaces words in the wording of boxes.

## Commands: insert

command-add-child = Claim for
    .help = Adds a claim for the selected box, or an answer to a question.
command-add-sibling = Sibling
    .help = Adds one more box beside the selected one, with the same relation.
command-add-against = Claim against
    .help = Adds a claim against the selected box.
command-add-question = Question about it
    .help = Adds a question about the selected box.
command-add-answer = Answer
    .help = Adds an answer to the selected question.
command-add-evidence = Evidence for
    .help = Adds evidence for the selected box.
command-add-evidence-against = Evidence against
    .help = Adds evidence against the selected box.
command-add-note = Note
    .help = Adds a note that stands outside the argument.

## Commands: capture in the reader

command-capture-claim = Passage as claim for
    .help = Makes the selected passage a claim for the target.
command-capture-against = Passage as claim against
    .help = Makes the selected passage a claim against the target.
command-capture-evidence = Passage as evidence for
    .help = Makes the selected passage evidence for the target.
command-capture-evidence-against = Passage as evidence against
    .help = Makes the selected passage evidence against the target.
command-capture-question = Passage as question
    .help = Makes the selected passage a question about the target.
command-capture-note = Passage as note
    .help = Makes the selected passage a note.
command-capture-anchor = Add passage to the target
    .help = Makes the selected text one more passage of the target.
command-capture-ignore = Not part of the argument
    .help = The selected passage no longer counts as unmapped.
command-target-here = Make this the target
    .help = The box of the passage under the cursor becomes the target.
command-guide = Reading guide
    .help = Marks sentences that are likely questions, claims or evidence; nothing is added to the map.
command-next-hint = Next mark of the guide
    .help = Goes to the next sentence that the reading guide marks.
command-previous-hint = Previous mark of the guide
    .help = Goes to the sentence before that the reading guide marks.
command-accept-hint = Accept as a box
    .help = Makes a box of the sentence at the cursor, of the kind that the guide takes it for.
command-dismiss-hint = Dismiss the mark
    .help = Takes the guide's mark away from the sentence at the cursor; the map remembers it.
command-restore-hints = Mark dismissed sentences again
    .help = Lets the reading guide mark again what was dismissed in this article.
command-only-unmapped = Only what is not mapped
    .help = Shows the headings and the passages that no box rests on, and hides the rest.
command-next-unmapped = Next unmapped passage
    .help = Goes to the next passage that no box rests on.
command-previous-unmapped = Previous unmapped passage
    .help = Goes to the passage before that no box rests on.

command-copy-passage = Copy the passage with its citation
    .help = Copies the words of the passage with author, title, date and address of the article.
command-correct-text = Correct the article
    .help = Edits the paragraph at the cursor; Enter keeps it, and every passage is found again.
command-list-doubts = Passages to look at
    .help = Lists the passages that have moved or are not found any more.
command-next-doubt = Next passage to look at
    .help = Goes to the next passage that has moved or is not found any more.
command-previous-doubt = Previous passage to look at
    .help = Goes to the passage before that has moved or is not found any more.
command-confirm-passage = The passage is right
    .help = Takes the words where the passage was found for the right ones.
command-reattach-passage = Tie to the selected passage instead
    .help = Ties the box to the selected passage in the place of the one that moved or is lost.

command-passage-end-forward = End one word further
    .help = Makes the passage end one word later.
command-passage-end-back = End one word back
    .help = Makes the passage end one word earlier.
command-passage-end-sentence-forward = End one sentence further
    .help = Makes the passage end where the next sentence does.
command-passage-end-sentence-back = End one sentence back
    .help = Makes the passage end where the sentence before does.
command-passage-start-forward = Start one word further
    .help = Makes the passage start one word later.
command-passage-start-back = Start one word back
    .help = Makes the passage start one word earlier.
command-passage-start-sentence-forward = Start one sentence further
    .help = Makes the passage start where the next sentence does.
command-passage-start-sentence-back = Start one sentence back
    .help = Makes the passage start where the sentence before does.
command-move-passage = Move to the selected words
    .help = Ties the box to the selected words in the place of its passage.
command-drop-passage = Drop the passage
    .help = The box no longer rests on this passage; the box itself stays.
command-next-own-passage = Next passage of the box
    .help = Goes to the next passage that the selected box rests on, in whichever article it is.

## Commands: argument

command-move-before = Move before
    .help = Moves the box before its neighbour.
command-move-after = Move after
    .help = Moves the box after its neighbour.
command-move-out = Move out
    .help = Hangs the box on its grandparent.
command-move-in = Move in
    .help = Hangs the box on its neighbour before.
command-join = Join as co-premises
    .help = Makes the selected reasons one reason that holds only together.
command-take-apart = Take apart
    .help = Makes co-premises separate reasons.
command-flip = Turn for into against
    .help = Turns support into opposition and back.
command-link = Draw a link
    .help = Draws a link from the selected box to another box or to a line.
command-hang-elsewhere = Hang elsewhere
    .help = Asks for a box or line, and hangs the selected boxes there.
command-unlink = Remove the link
    .help = Removes the link between the box and its parent.
command-pin = Pin
    .help = Keeps the box where it is, or lets it go.
command-nudge-up = Move up and pin
    .help = Moves the box up a little and keeps it there.
command-nudge-down = Move down and pin
    .help = Moves the box down a little and keeps it there.
command-nudge-left = Move left and pin
    .help = Moves the box to the left a little and keeps it there.
command-nudge-right = Move right and pin
    .help = Moves the box to the right a little and keeps it there.
command-strike-out = Strike out for now
    .help = Shows what would fall without the selected boxes, and puts them back. Nothing is changed.
command-lift-strikes = Put back what is struck out
    .help = Puts back every box that is struck out for now.
command-assumption = Assumption
    .help = Marks the box as taken to be true here.
command-implicit = Implicit
    .help = Marks the box as needed but not said in the source.

## Commands: view

command-fold = Fold
    .help = Hides or shows what hangs on the box.
command-fold-all = Fold all
    .help = Hides everything under the roots.
command-unfold-all = Unfold all
    .help = Shows everything.
command-zoom-fit = Fit all
    .help = Makes the whole map fit the window.
command-zoom-reset = 100{"\u00A0"}%
    .help = Shows the map in its own size.
command-zoom-in = Zoom in
    .help = Makes the map larger, or the text of the article while that has the keyboard.
command-zoom-out = Zoom out
    .help = Makes the map smaller, or the text of the article while that has the keyboard.
command-toggle-reader = Reader
    .help = Shows or hides the article.
command-toggle-outline = Outline
    .help = Shows or hides the outline.
command-toggle-inspector = Inspector
    .help = Shows or hides what belongs to the selection.
command-toggle-findings = Findings
    .help = Shows or hides what the checks found.
command-toggle-linchpins = Linchpins
    .help = Shows or hides what the conclusion would fall with.
command-examine = What holds this up?
    .help = Lists what the selected claim, or the leading answer to the selected question, would fall with.
command-examine-whole = What holds the whole map up?
    .help = Lists what the conclusion of the whole map would fall with.
command-show-strengths = Show strengths
    .help = Shows at every box and line how strong it comes out once everything for and against it is weighed.
command-show-standing = Show what stands
    .help = Shows at every box whether it is in or out by the best reasons on each side and a standard of proof.
command-show-attacks = Show what attacks leave
    .help = Shows at every box whether it is in or out by what attacks what alone.
command-bare-claims = Count bare claims as given
    .help = Where it is asked what stands, claims that nothing is said for count as given.
command-base-scores = Base scores…
    .help = Shows the scores that boxes and steps begin with, to be changed.
command-toggle-overview = Overview map
    .help = Shows the whole map in a corner where it is larger than the canvas.
command-toggle-theme = Light or dark
    .help = Changes between the light and the dark theme.
command-theme-system = Theme as the system
    .help = Light or dark, as the system prefers.
command-theme-light = Light theme
    .help = Dark letters on light paper.
command-theme-dark = Dark theme
    .help = Light letters on a dark ground.
command-theme-blue-orange = Blue and orange theme
    .help = Reasons for in blue and against in orange, which eyes that mix up red and green tell apart.
command-theme-high-contrast-light = High contrast, light
    .help = A theme of black lines and letters on white.
command-theme-high-contrast-dark = High contrast, dark
    .help = A theme of white lines and letters on black.
command-theme-sepia = Sepia theme
    .help = Brown letters on warm paper, for the whole window.
command-theme-print = Print theme
    .help = Greys alone, as on paper.
command-full-screen = Full screen
    .help = Fills the screen with the window, or gives it back.
command-next-panel = Next panel
    .help = Gives the keyboard to the next panel.
command-previous-panel = Previous panel
    .help = Gives the keyboard to the panel before.
command-next-document = Next map
    .help = Goes to the next tab.
command-previous-document = Previous map
    .help = Goes to the tab before.
command-larger-interface = Larger interface
    .help = Makes the whole window larger.
command-smaller-interface = Smaller interface
    .help = Makes the whole window smaller.

command-next-view = Next view
    .help = Shows the map in its next view.
command-previous-view = Previous view
    .help = Shows the map in the view before.
command-new-view = New view…
    .help = Makes a view like this one; each keeps its own layout, folding, pins and filter.
command-rename-view = Rename the view…
    .help = Gives this view of the map another name.
command-delete-view = Delete the view
    .help = Deletes this view with its pins; the map stays as it is.

## Commands: help

command-palette = All commands…
    .help = Finds every command by its name.
command-keys = Keys
    .help = Shows which key does what.
command-sample = Open the sample
    .help = Opens an article with its map, to try things on.
command-about = About Linchpin
    .help = Says which version this is and what it is made of.

## Commands: further

command-new-op-ed = New map from an opinion piece
    .help = Starts a map with the questions that an opinion piece raises.
command-new-debate = New map from a debate
    .help = Starts a map with a question and its two answers.
command-new-hypotheses = New map from hypotheses
    .help = Starts a map with a question and several hypotheses.
command-add-article = Add article…
    .help = Adds an article to this map.
command-map-details = Details of the map…
    .help = Shows title, language and authors of the map.
command-add-root-claim = Claim that stands alone
    .help = Adds a claim that hangs on nothing.
command-add-root-question = Question that stands alone
    .help = Adds a question that hangs on nothing.
command-fold-to-2 = Fold to level 2
    .help = Shows two levels below the roots, and hides the rest.
command-fold-to-3 = Fold to level 3
    .help = Shows three levels below the roots, and hides the rest.
command-fold-to-4 = Fold to level 4
    .help = Shows four levels below the roots, and hides the rest.
command-fold-to-5 = Fold to level 5
    .help = Shows five levels below the roots, and hides the rest.
command-focus = Focus on surroundings
    .help = Shows the box, its way up, what hangs on it and what it is linked with, and hides the rest.
command-focus-back = Back from focus
    .help = Goes back to what was shown before the box came into focus.
command-filter = Filter
    .help = Shows the boxes of a kind, tag or wording with their way up, and hides the rest.
command-layout-tidy = Tidy tree
    .help = Each level in a row of its own.
command-layout-compact = Compact page
    .help = What hangs on a box stands side by side or stacked, whichever fills the page.
command-layout-layered = Layers
    .help = Boxes in layers, with links led between them: for maps with many cross links.
command-layout-radial = Radial
    .help = The main claim in the middle, what hangs on it in rings around it.
command-frame-reasons = Frame every reason
    .help = Draws a frame around the premises of each reason, and lines between reasons alone.
command-page-lying = Lying sheet
    .help = Fills a sheet of A4 on its long side.
command-page-standing = Standing sheet
    .help = Fills a sheet of A4 on its short side.
command-page-square = Square
    .help = Fills a square.
command-page-window = As the window
    .help = Fills a page of the shape that the map has in the window now.
command-arrange-row = In a row
    .help = Sets what hangs on the box side by side.
command-arrange-stack = Stacked
    .help = Sets what hangs on the box one below the other.
command-arrange-two-columns = In two columns
    .help = Sets what hangs on the box in two columns.
command-arrange-three-columns = In three columns
    .help = Sets what hangs on the box in three columns.
command-arrange-two-rows = In two rows
    .help = Sets what hangs on the box in two rows.
command-arrange-beside = Beside the box
    .help = Sets what hangs on the box one below the other at its right.
command-arrange-freely = As the page asks
    .help = Lets the layout choose how what hangs on the box stands.
command-tidy-up = Tidy up
    .help = Lets the layout choose afresh how everything stands.
command-fold-to-reasons = Fold to the first reasons
    .help = Shows the roots and what hangs on them, and hides the rest.
command-zoom-selection = Fit the selection
    .help = Makes the selected boxes fit the window.
command-grow-right = Grow to the right
    .help = Lets the tree grow to the right instead of downwards.
command-motion-system = As the system
    .help = Shows moves at once where the system is set to less motion.
command-motion-reduced = Reduced motion
    .help = Shows moves at once instead of animating them.
command-motion-full = All motion
    .help = Animates moves, whatever the system says.
command-reading-look = Look of the text
    .help = Sets size, typeface, lines and paper of the article.
command-larger-text = Larger article text
    .help = Makes the text of the article larger.
command-smaller-text = Smaller article text
    .help = Makes the text of the article smaller.
command-measure-narrow = Narrow lines
    .help = Sets the article in lines of about 50 characters.
command-measure-normal = Normal lines
    .help = Sets the article in lines of about 66 characters, as books have them.
command-measure-wide = Wide lines
    .help = Sets the article in lines of about 84 characters.
command-measure-full = Lines of the full width
    .help = Sets the article in lines as long as there is room.
command-typeface-serif = Typeface with serifs
    .help = Sets the article in a book face.
command-typeface-sans = Typeface without serifs
    .help = Sets the article in the face of the interface.
command-looser-lines = Looser lines
    .help = Puts more space between the lines of the article.
command-tighter-lines = Tighter lines
    .help = Puts less space between the lines of the article.
command-sepia = Sepia paper
    .help = Reads articles on old paper, whatever the theme.
command-paragraph-numbers = Paragraph numbers
    .help = Numbers the paragraphs of the article in the margin.
command-article-details = Details of the article…
    .help = Shows title, author, date, address and your notes on the article.
command-next-article = Next article
    .help = Shows the next article of the map.
command-previous-article = Previous article
    .help = Shows the article before.
command-select-sentence = Select the sentence
    .help = Selects the sentence at the cursor of the article; once more, the next one with it.
command-select-paragraph = Select the paragraph
    .help = Selects the paragraph at the cursor of the article; once more, the next one with it.
command-open-link = Open the link
    .help = Asks, and then opens the link at the cursor of the article in the browser.
command-copy-link = Copy the address of the link
    .help = Puts where the link at the cursor of the article leads on the clipboard.
command-open-article-address = Open the address of the article
    .help = Asks, and then opens the address that the article was published under in the browser.
command-contents = Go to heading or paragraph…
    .help = Lists the headings of the article; a number goes to that paragraph.
command-next-heading = Next heading
    .help = Goes to the next heading of the article.
command-previous-heading = Previous heading
    .help = Goes to the heading before.
command-own-look = Reset the look of the text
    .help = Sets size, typeface, lines and paper of articles as they were at first.
command-extend-up = Extend the selection up
    .help = Takes the box above into the selection.
command-extend-down = Extend the selection down
    .help = Takes the box below into the selection.
command-extend-left = Extend the selection left
    .help = Takes the box to the left into the selection.
command-extend-right = Extend the selection right
    .help = Takes the box to the right into the selection.
command-context-menu = Menu of the selection
    .help = Shows what can be done with the selected box, or with the map.
command-pan-up = Look further up
    .help = Shows more of what lies above.
command-pan-down = Look further down
    .help = Shows more of what lies below.
command-pan-left = Look further left
    .help = Shows more of what lies to the left.
command-pan-right = Look further right
    .help = Shows more of what lies to the right.
command-go-up = Go up
    .help = Goes to the box above.
command-go-down = Go down
    .help = Goes to the box below.
command-go-left = Go left
    .help = Goes to the box to the left.
command-go-right = Go right
    .help = Goes to the box to the right.
command-go-first = Go to the first sibling
    .help = Goes to the first box under the same parent.
command-go-last = Go to the last sibling
    .help = Goes to the last box under the same parent.
command-aim-here = Add passages here
    .help = The selected box becomes the target: captured passages go under it.
command-aim-nowhere = Clear the target
    .help = Captured passages stand alone.
command-make-question = Make it a question
    .help = Turns the selected box into a question.
command-make-claim = Make it a claim
    .help = Turns the selected box into a claim.
command-make-evidence = Make it evidence
    .help = Turns the selected box into evidence.
command-check = Check the map
    .help = Lists what is broken, open or unsupported in the map.
command-next-finding = Next finding
    .help = Goes to the next question without an answer or claim without a reason.
command-previous-finding = Previous finding
    .help = Goes to the finding before.
command-sample-op-ed = Open the sample of an opinion piece
    .help = Opens a large map of an opinion piece, to look at and try things on.
command-sample-debate = Open the sample of a school debate
    .help = Opens the map of a school-board hearing, to look at and try things on.

command-tour = Tour
    .help = Shows in five steps how to read, capture, argue and save.

## The tour

tour-place = Step { $step } of { $count }
tour-next = Next
tour-back = Back
tour-leave = Leave the tour
tour-done = Done
tour-read = Read
tour-read-text = The article stands here. Tinted passages are used already: the colour tells by which kind of box. Click one, and the map goes to its box.
tour-capture = Turn passages into boxes
tour-capture-text = Click three times to select a sentence. Then press C for a claim, E for evidence or Q for a question; with Shift it speaks against. The box goes under the target, which is named above the article.
tour-argue = Argue
tour-argue-text = Every box hangs on what it argues for. Select one with a click or the arrows; then Tab adds a reason, Shift+Enter an objection, the question mark a question. F2 edits the wording.
tour-change = Change your mind
tour-change-text = Drag a box onto another to hang it there; a line can be a target too. Press X to turn a reason into an objection, G to join two reasons into one. Ctrl+Z takes anything back.
tour-save = Look closer, and save
tour-save-text = Here stands all that belongs to the selected box. Ctrl+S saves the map as a file of yours; nothing leaves this machine. F1 shows every key, Ctrl+K every command.

## Why a command cannot be run

why-no-map = Open or start a map first.
why-read-only = This map is open for reading only; save it under another name to edit it.
why-held-elsewhere = Another window of Linchpin has this map, so it is for reading only here; edit it there, or save it under another name.
why-not-held-elsewhere = No other window of Linchpin keeps this map from being edited.
why-nothing-selected = Select a box or a line first.
why-no-box-selected = Select a box first.
why-no-boxes = The map has no boxes yet.
why-no-question-selected = Select a question first.
why-no-article = Open an article first.
why-file-settled = No other program has changed the file of this map.
why-no-file = The map has no file yet.
why-no-crash = The program has not crashed since its last start.
why-no-encoding = Only an article that was opened from a file of text since the map was opened can be read in another encoding.
why-no-sibling-before = There is no sibling before this box that it could hang on.
why-grows-to-all-sides = The radial layout grows to all sides. Choose another layout first.
why-not-compact = Only the compact layout fills a page and stacks boxes.
why-no-focus = No box is in focus: the whole map is shown.
why-nothing-below = Nothing hangs under this box.
why-only-view = This map has one view only; make another one first.
why-no-view = This map has no view of its own yet; make one first.
why-nothing-struck = Nothing is struck out.
no-passage-at-hand = Put the cursor on a passage that a box rests on, or select its box.
passage-ends-here = The passage cannot end or start any further that way.
passage-dropped = The box no longer rests on that passage.
why-no-own-passage = This box rests on no passage.
no-hints = The guide marks nothing here that is not mapped or dismissed.
why-no-link = Put the cursor of the article on a link.
why-no-address = The article has no address; give it one in its details.
why-no-articles = The map has no other article.
why-no-headings = The article has no headings.
why-largest = It cannot become any larger.
why-smallest = It cannot become any smaller.
why-no-guide = Turn the reading guide on first.
why-no-dismissed-hint = No mark of the reading guide was dismissed in this article.
why-no-hint-at-hand = Put the cursor on a sentence that the guide marks.
why-no-doubts = Every passage stands where it should.
why-no-doubt-visited = Go to a passage that has moved or is lost first.
why-no-findings = Nothing was found: every question has an answer and every claim a reason.
why-nothing-to-redo = There is nothing to redo.
why-nothing-to-undo = There is nothing to undo.
why-stands-alone = This box stands alone; it hangs on nothing.
no-passage-selected = Select a passage of the article first.
no-target = Nothing is aimed at; press T on a passage, or select a box and enter the article.
no-box-at-passage = No box rests on the passage at the cursor.
nothing-to-paste = There is no text on the clipboard.
too-many-pieces-to-paste = That was not pasted: it has more than a million lines or signs of markup, which no article has. Paste a part of it.
too-much-to-paste = That is too much text to paste at once. Save it as a file and open that as an article.
passage-not-found = The words of this passage are not found in the article any more.
all-mapped = Every passage of the article is mapped or set aside.

newer-version-is-map = That file is a map and no article, so the text stays as it was. Choose an article, or open the map with Open: { $file }

## What was done

passage-copied = The passage is on the clipboard with its citation.
annotations-not-read = Not read of that file: { $what }.
annotations-none = There is no annotation with a quoted passage in that file.
annotations-added = { $n ->
    [one] One annotation has become a box
   *[other] { $n } annotations have become boxes
}{ $lost ->
    [0] .
    [one] ; the passage of one is in no article of this map.
   *[other] ; the passages of { $lost } are in no article of this map.
}
passages-moved = { $moved ->
    [0] { $lost ->
        [one] One passage is not found any more.
       *[other] { $lost } passages are not found any more.
    }
    [one] { $lost ->
        [0] One passage may have moved.
        [one] One passage may have moved, and one is not found any more.
       *[other] One passage may have moved, and { $lost } are not found any more.
    }
   *[other] { $lost ->
        [0] { $moved } passages may have moved.
        [one] { $moved } passages may have moved, and one is not found any more.
       *[other] { $moved } passages may have moved, and { $lost } are not found any more.
    }
}

deleted-boxes = { $n ->
    [one] One box deleted.
   *[other] { $n } boxes deleted.
}
exported = Exported: { $file }
exported-without-people = Exported without the names of people, which File ▸ Name people in exports would write: { $file }
print-title = Print
print-paper = Paper
print-landscape = Landscape
print-portrait = Portrait
print-margin = mm margin
print-fitted = On one sheet
print-tiled = Over several sheets
print-scale = % of the size on the screen
print-overlap = mm overlap
print-marks = Marks to cut and join along
print-captions = Title and page numbers
print-previous = Previous
print-next = Next
print-grid = { $columns } × { $rows }; blank sheets are left out
print-hint = In black and greys. Linchpin writes a PDF; your PDF viewer sends it to the printer.
print-save = Save as PDF…
print-open = Open for printing
print-shown = Ready to print, in a file that is replaced by the next one: { $file }
print-no-folder = The map could not be shown for printing, because this system names no folder for the program's own files; choose “Save as PDF…” instead.
print-no-viewer = No viewer for PDF could be started ({ $why }); open the file yourself: { $file }
carry-title = A picture that opens as the map
carry-text = An SVG or PNG picture will carry the whole map: articles, notes, comments, folded branches and findings that were set aside, also where the picture does not show them. Whoever has the picture has all of that.
carry-yes = Choose a file…
page-of = Page { $n } of { $m }
page-cell = Row { $row }, column { $column }
exported-unconfirmed = The file is written, but the disk did not confirm it; look whether it is whole, or write it once more: { $file }
saved-unconfirmed = The map is saved, but the disk did not confirm it; keep it open and save once more.
file-is-write-protected = The file is write-protected; changes can be saved under another name.
found-backup = A save was interrupted here and left a copy of what the file held before; compare the two and delete the copy: { $file }
settings-not-saved = The settings could not be saved: { $why }
opened-with-notices = { $n ->
    [one] One thing in this file needs a look.
   *[other] { $n } things in this file need a look.
}

## Names of edits, after “Undo” and “Redo”

edit-typed = text that was being typed
edit-add-claim = new claim
edit-add-evidence = new evidence
edit-add-question = new question
edit-add-note = new note
edit-add-source = new article
edit-add-passage = one more passage
edit-add-comment = new comment
edit-add-link = new link
edit-batch = several changes
edit-box = details of a box
edit-comment = comment
edit-delete = delete
edit-document = details of the map
edit-insert = paste
edit-merge = merge
edit-restore-snapshot = restore a snapshot
edit-join = join premises
edit-kind = kind of a box
edit-link = details of a link
edit-move = move
edit-arrange = arrange what hangs on a box
edit-clear-arrangement = tidy up
edit-pin = pin
edit-unpin = unpin
edit-add-view = new view
edit-rename-view = name of a view
edit-remove-view = delete a view
edit-relation = relation
edit-remove-comment = delete a comment
edit-remove-link = delete a link
edit-remove-passage = drop a passage
edit-remove-source = remove an article
edit-correct-source = correction of an article
edit-replace-source-text = newer text of an article
edit-set-passage = another passage
edit-confirm-passage = passage is right
edit-reorder = order
edit-set-aside = set a passage aside
edit-take-back = take a passage back
edit-unmark = dismiss a mark of the guide
edit-mark-again = mark dismissed sentences again
edit-source = details of an article
edit-split = take premises apart
edit-wording = wording

## File dialogs

files-any = All files
files-articles = Articles
files-export = Pictures and texts
files-maps = Argument maps
files-maps-and-articles = Maps and articles
files-type-path = Type the path instead
files-waiting = Waiting for the system's file dialog. If none has come up, the path can be typed.

## Status bar, further

status-busy = Working…
status-hidden-signs = Signs that are not seen stand in what is edited: { $signs }
status-right-to-left = While it is edited, text from right to left may stand the other way round; kept, it stands as it is read.
status-reading = Reading “{ $name }”…
status-comparing = Comparing with “{ $name }”…
status-merging = Merging “{ $name }”…
told-comparing-given-up = The map is not compared with “{ $name }”.
told-merging-given-up = “{ $name }” is not merged; the map is as it was.
told-reading-given-up = “{ $name }” is not read any further.
why-nothing-read = Nothing is being read.
status-read-only = Reading only
title-read-only = { $name } (reading only)
status-not-saved = { $minutes ->
    [0] Not saved since a moment ago
    [one] Not saved for a minute
   *[other] Not saved for { $minutes } minutes
}
untitled = untitled
wording = Wording
    .hint = What does it say?

## Checks

command-repair-finding = Repair the finding
    .help = Does what can be done about the finding that was gone to last.
command-set-finding-aside = Set the finding aside…
    .help = Takes the finding that was gone to last off the list, for a reason that is saved with the map.
why-no-finding = Go to a finding first, with F8.
why-no-repair = There is no repair for this finding that one key could make.
edit-dismiss = Set a finding aside
edit-restore = Tell a finding again
set-aside-title = Why does this not matter?
set-aside-reason = Reason
    .hint = Saved with the map, for whoever reads it next
check-set-aside = Set aside
check-set-aside-line = { $reason } · { $text }
check-lapsed = { $text } (Set aside earlier because: { $reason } What it is about has changed since.)
check-restore = Tell it again
check-profile = Checks
severity-error = Errors
severity-warning = Warnings
severity-info = Worth knowing
severity-hint = Hints
profile-standard = Standard
    .help = What nearly every map should keep, without the fine points.
profile-class = Class
    .help = Every check, as hints for learning.
profile-analyst = Analyst
    .help = The tradecraft that analyses are audited by.
profile-quiet = Quiet
    .help = What is broken, and nothing else.
repair-add-question = Ask it
repair-add-objection = Add an objection
repair-add-claim = Add an answer
repair-add-premise = Add the missing premise
repair-make-question = Make it a question
repair-make-claim = Make it a claim
repair-set-text = Add the question mark
repair-assume = Mark as an assumption
repair-class-supported = Class as supported
repair-class-unsupported = Class as unsupported
repair-confidence = Lower the confidence
repair-likelihood = Use the other word
repair-relation = Change the relation
repair-restates = Say that it restates the other
repair-remove-link = Remove the step against
repair-remove-passage = Drop the passage

check-circular-reasoning = Circular reasoning
    .help = No conclusion may stand among its own reasons: whoever doubts it is given nothing that was not in doubt already.
finding-circular-reasoning = These support each other in a circle: { $loop }. Nothing outside the circle is needed to accept them, so nothing is shown.
check-lost-passage = Lost passage
    .help = A quote is worth what its source says. Here the source does not say it, or not any more.
finding-lost-passage = The words { $words }, which { $box } quotes, stand nowhere in the source.
check-relation-not-allowed = Relation out of place
    .help = Claims answer questions, reasons speak for or against claims, questions ask. Other relations can be drawn by other programs but say nothing that can be weighed.
finding-relation-not-allowed-question = { $box } speaks for or against a question. A question is neither true nor false: answer it, and argue for or against the answer.
finding-relation-not-allowed-note = { $box } argues about a note, which stands outside the argument.
finding-relation-not-allowed-argue = { $box } supports or opposes { $other }, but only claims and evidence can do that.
finding-relation-not-allowed-answer = { $box } answers { $other }, but only a claim can answer, and only a question can be answered.
finding-relation-not-allowed-ask = { $box } asks about { $other }, but only a question can ask.
check-contradictory-role = For and against at once
    .help = What speaks for something cannot speak against the same thing. Perhaps two different points are in one box.
finding-contradictory-role = { $box } speaks both for and against { $other }.
check-confidence-mismatch = Confidence beyond the sources
    .help = Confidence says how good the basis of a judgement is. High confidence needs at least one source of good grade.
finding-confidence-mismatch-evidence = { $box } is held with high confidence, but all graded evidence for it has a low grade: { $loop }.
finding-confidence-mismatch-own = { $box } is held with high confidence, but its own grade is low.
check-mixed-yardsticks = Mixed yardsticks
    .help = Words of likelihood mean something only on one scale, and of its two rows of synonyms only one is used, or readers look for a difference where there is none.
finding-mixed-yardsticks-scale = { $box } uses another scale of likelihood than the map: { $words }.
finding-mixed-yardsticks-row = { $box } says { $words }; most of the map uses the other row of the scale for that.
check-likelihood-with-confidence = Likelihood and confidence in one sentence
    .help = How likely something is and how sure one is of that are two things. In one sentence they are taken for one.
finding-likelihood-with-confidence = { $box } speaks of confidence and says { $words } in one sentence.
check-hidden-signs = Hidden signs
    .help = Signs that turn the direction of text, or that take no room, can make words look like what they do not say. Few texts need them.
finding-hidden-signs = { $box } holds signs that are not seen: { $words }. Take them out, or its words may not be what they look like.
check-question-form = Question or claim
    .help = Only what claims something can be supported. A rhetorical question hides the claim that it makes, and a question without its mark is read as a claim.
finding-question-form-claim = { $box } is a claim but ends as a question. Say what it claims, or make it a question.
finding-question-form-question = { $box } is a question but does not end as one.
check-question-without-answer = Question without an answer
    .help = A question that nothing answers is a gap in the argument.
finding-question-without-answer = Nothing answers the question { $box }.
check-claim-without-reason = Claim without a reason
    .help = A claim rests on a reason, on a source, or on the word that it is assumed.
finding-claim-without-reason = Nothing supports { $box }: no reason, no source, and it is not marked as an assumption.
check-stands-apart = Standing apart
    .help = Each box argues for or against something, or is what the map is about.
finding-stands-apart-evidence = The evidence { $box } speaks for or against nothing.
finding-stands-apart-alone = { $box } is tied to nothing else in the map.
finding-stands-apart-several = The map has { $n } main claims that no question ties together: { $loop }.
check-one-sided = One side only
    .help = A judgement is tested by what speaks against it, and an answer by the other answers.
finding-one-sided-judgement = Nothing in the map speaks against { $box }. What would somebody say who doubts it?
finding-one-sided-answer = The question { $box } has one answer only. What else could it be?
check-linchpin = Hangs on one thing
    .help = Where every chain of reasons goes back to one piece of evidence or one assumption, the conclusion falls with it. A second, independent ground is worth more than a longer chain.
finding-linchpin-evidence = { $box } hangs on one piece of evidence alone: { $other }. What else would show it?
finding-linchpin-assumption = { $box } hangs on one assumption: { $other }. Is there anything else that carries it?
check-undiagnostic-evidence = Evidence that tells nothing apart
    .help = Evidence that fits every answer alike does not help to choose among them, however much of it there is.
finding-undiagnostic-evidence-for = { $box } speaks for every answer to { $other }, so it does not help to choose among them.
finding-undiagnostic-evidence-against = { $box } speaks against every answer to { $other }, so it does not help to choose among them.
check-unclassed-assumption = Assumption not classed
    .help = An assumption is supported, supported with caveats, or unsupported; the unsupported ones are those to worry about.
finding-unclassed-assumption = The assumption { $box } has not been classed.
check-open-critical-question = Critical question open
    .help = Each pattern of reasoning has its weak places. Its critical questions ask for them.
finding-open-critical-question = The step from { $box } follows a scheme of which these critical questions are open: { $words }.
check-one-claim-per-box = One claim per box
    .help = A box holds one point, said in one sentence, so that it can be supported or opposed as a whole.
finding-one-claim-per-box-reasoning = { $box } has reasoning in it ({ $words }). Part the reason from what it is for.
finding-one-claim-per-box-sentences = { $box } has several sentences. Does it make several points?
finding-one-claim-per-box-long = { $box } is long. Does it make several points?
check-repeated-wording = Said twice
    .help = What is said once is weighed once. Two boxes with the same words look like two reasons and are one.
finding-repeated-wording = { $box } says nearly the same as { $other }.
check-single-premise = A premise missing?
    .help = A premise that stands alone leans on another one that is not said. To find it, ask why the step may be taken. A guideline: sometimes the missing premise is too plain to be worth a box.
finding-single-premise = The reason { $box } stands alone. What else must be true for it to be a reason?
check-rabbit = A rabbit out of a hat
    .help = What the conclusion speaks of must be spoken of in a premise, or it comes from nowhere. A guideline: the same thing is sometimes said in other words.
finding-rabbit = The conclusion { $other } speaks of { $words }, of which no premise of this reason speaks.
check-holding-hands = Premises not holding hands
    .help = What a premise speaks of and the conclusion does not, another premise of the same reason should speak of too, or the premises do not work together. A guideline: the same thing is sometimes said in other words.
finding-holding-hands = In the reason for { $other }, one premise alone speaks of { $words }.

status-hints = { $n ->
    [one] { $n } hint
   *[other] { $n } hints
}
status-findings = { $n ->
    [one] { $n } finding
   *[other] { $n } findings
}

## Pages made of maps

page-map = Map
page-argument = Argument
page-articles = Articles
page-contents = On this page
page-untitled = Argument map
page-untitled-article = Article
page-show = Show on the map
page-step = (about this step)
page-zoom-in = Larger
page-zoom-out = Smaller
page-zoom-fit = Whole map
page-fold-all = Fold all
page-unfold-all = Unfold all
page-help = Click a box for its passage, double-click it to fold what stands under it; with the keyboard, Enter and Space.

## Comparing and merging copies of a map

compare-added = Added
compare-removed = Removed
compare-reworded = Reworded
compare-relinked = Linked anew
compare-moved = Moved
compare-changed = Changed
compare-no-wording = a box without a wording
compare-map = the map
compare-a-step = a step
compare-on-step = the step { $step }
compare-step = { $from } { $relation } { $to }
compare-box = { $kind } { $box }
compare-box-under = { $kind } { $box }, which { $relation } { $other }
compare-source = article { $title }
compare-view = view { $name }
compare-unnamed-view = the view without a name
compare-wording = { $kind }: { $text }
compare-relinked-step = { $now }; before: { $before }
compare-moved-behind = { $name } stands behind { $other } now
compare-moved-first = { $name } stands first now
compare-field-changed = { $name }: { $field } changed
compare-field-set = { $name }: { $field } added: { $after }
compare-field-cleared = { $name }: { $field } taken away: { $before }
compare-field-from-to = { $name }: { $field } { $before } → { $after }
compare-field-anchors = passages
compare-field-assumption = assumption
compare-field-authors = authors
compare-field-author = author
compare-field-basis = basis
compare-field-citations = works cited
compare-field-comments = comments
compare-field-confidence = confidence
compare-field-confidence-reason = reason for the confidence
compare-field-dismissals = findings set aside
compare-field-extensions = data of other programs
compare-field-extra = data of other programs
compare-field-from = premises
compare-field-grade = grade of the source
compare-field-implicit = not said in the source
compare-field-irrelevant = passages set aside
compare-field-pages = pages
compare-field-unmarked = dismissed marks of the reading guide
compare-field-kind = kind
compare-field-language = language
compare-field-likelihood = likelihood
compare-field-marking = marking
compare-field-name = name
compare-field-note = note
compare-field-notes = notes
compare-field-origin = origin
compare-field-positions = pins
compare-field-arrangement = arrangement
compare-field-collapsed = folded boxes
compare-field-published = date of publication
compare-field-publisher = publisher
compare-field-relation = relation
compare-field-retrieved = date of retrieval
compare-field-roles = roles of premises
compare-field-scheme = scheme
compare-field-sensitive = sensitive
compare-field-strength = strength
compare-field-structure = parts of the text
compare-field-tags = tags
compare-field-text = wording
compare-field-title = title
compare-field-to = what it points at
compare-field-url = address
compare-field-warrant = warrant
compare-field-yardstick = yardstick
merge-author = merge
merge-other-text = { $title } (the other copy’s text)
merge-other-view = { $name } (other copy)
merge-clash-field = { $name }: both copies changed the { $field }; this one says “{ $ours }”, the other one “{ $theirs }”
merge-clash-deleted-there = { $name } was deleted in the other copy and stays, because this one has changed or needs it
merge-clash-deleted-here = { $name } was deleted in this copy and stays, because the other one has changed or needs it
merge-clash-order = { $name } was moved in both copies; in the other one it stands behind { $theirs }
merge-note-field = Both copies changed the { $field }. The other copy says: { $theirs }
merge-note-cleared = Both copies changed the { $field }. In the other copy there is none.
merge-note-deleted-there = This was deleted in the other copy. It stays, because this copy has changed or needs it.
merge-note-deleted-here = This was deleted in one copy. It stays, because the other copy has changed or needs it.
merge-note-order = Both copies moved this. In the other copy it stands behind { $theirs }.
merged = { $n ->
    [one] Merged; one change was taken over: { $file }
   *[other] Merged; { $n } changes were taken over: { $file }
}
merged-nothing = Merged; this map holds all of it already: { $file }
merge-title = Which map did both copies begin with?
merge-text = What one of you deleted is told by the map that both began with. Without it nothing counts as deleted, and whatever differs is noted for you to look at.
merge-base-unknown = Nobody knows
merge-base-opened = This one as opened
merge-base-file = Choose…
merge-report-title = To be looked at
merge-report-text = This could not simply be merged. What the other copy says stands in the map, as comments on boxes and steps with the tag “merge-conflict”.
merge-report-lines = Choose a line to go to its box.
merge-report-undo = The merge is one step: undo takes it back.
copy-is-no-map = This is no argument map, so there is nothing to compare or merge. Choose a map: { $file }
compare-same = Both maps say the same: { $file }
compare-title = Differences
compare-other-older = From { $file } to this map. Choose a line to go to its box; F7 goes on from there.
compare-other-newer = From this map to { $file }. Choose a line to go to its box; F7 goes on from there.
compare-bar-at = Compared with { $file }: { $at } of { $n }
compare-bar = { $n ->
    [0] Compared with { $file }: no difference
    [one] Compared with { $file }: one difference
   *[other] Compared with { $file }: { $n } differences
}
compare-bar-differences = List…
compare-bar-turn-comparison = Other way round
compare-bar-end-comparison = Done
path-title-compare = Compare with
path-title-merge = Merge another copy
path-title-common = The map that both copies began with
why-no-copies = no conflicted copy stands beside this map
why-no-comparison = this map is not compared with another one
why-no-differences = both maps say the same
flag-new = New
flag-altered = Changed
flag-moved = Moved or linked anew
flag-lost = Something that hung on it is gone
command-compare = Compare with…
    .help = Shows what differs between this map and another copy of it.
command-differences = List of differences…
    .help = Lists what differs, by kind; each line leads to its box.
command-next-difference = Next difference
    .help = Goes to the next box or step that differs from the other copy.
command-previous-difference = Previous difference
    .help = Goes to the box or step before that differs from the other copy.
command-turn-comparison = Compare the other way round
    .help = Makes the older of the two compared maps the newer one.
command-end-comparison = End comparing
    .help = Takes the marks of the comparison away.
command-merge-copy = Merge another copy…
    .help = Takes over what somebody else did in a copy of this map, as one step that can be undone.
