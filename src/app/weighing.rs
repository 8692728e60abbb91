//! Keeping up with how strong everything in a map comes out, and what the conclusion that is asked
//! about would fall with. For large maps the work runs on a thread of its own.

use std::collections::HashSet;
use std::sync::Arc;

use super::placing::copy_beside;
use super::{App, Dialog, LARGE, PanelId, Tab};
use crate::model::{Document, Graph, Id};
use crate::reason::acceptance::{Acceptance, Standard};
use crate::reason::strength::{
    Conclusion, Contribution, Label, Linchpins, Sampled, Scores, Semantics, Strengths, Turning,
    explain, explain_blow, explain_conclusion, explain_turning, find_conclusion, find_linchpins,
    find_turning, label_map,
};
use crate::storage::settings::Weights;
use crate::words;

/// Among so many things at most a conclusion's strength is shared out by all orders; more would
/// take seconds after every edit.
const MOST_SHARED: usize = 300;

/// What maps are weighed by: one choice for all of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Manner {
    /// The way of weighing.
    pub semantics: Semantics,
    /// In which way it is said how much something contributes.
    pub contribution: Contribution,
    /// The base scores.
    pub scores: Arc<Scores>,
    /// The standard of proof, for what stands.
    pub standard: Standard,
    /// Whether claims that nothing is said for count as given.
    pub takes_bare_claims: bool,
    /// What is shown on the map.
    pub shown: Weights,
}

/// What one map's weight is known to be.
#[derive(Debug, Default)]
pub struct Weighing {
    strengths: Option<Arc<Strengths>>,
    acceptance: Option<Arc<Acceptance>>,
    /// Per box what becomes of it by attacks alone, where that is shown.
    labels: Vec<Option<Label>>,
    answer: Option<Arc<Answer>>,
    made_of: Option<MadeOf>,
    /// What is being weighed.
    under_way: Option<MadeOf>,
    revision: u64,
    /// The box that is asked about; none for what the map as a whole argues for.
    asked: Option<Id>,
}

/// What is known about the conclusion that is asked about.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The conclusion.
    pub conclusion: Conclusion,
    /// Its record.
    pub id: Id,
    /// What it would fall with, and what else it depends on.
    pub found: Linchpins,
    /// What would have to be found to turn it.
    pub turning: Turning,
    /// How much everything found contributes, in the order of its blows; none where that is what
    /// stands there, or where there is too much to share out.
    pub shares: Option<Sampled>,
    /// In which way that is said.
    pub contribution: Contribution,
    /// Its strength if nothing were struck out; none where nothing is.
    pub unstruck: Option<f64>,
    /// The map that it was found in.
    document: Arc<Document>,
    strengths: Arc<Strengths>,
}

/// What the strengths of a map depend on.
#[derive(Debug, Clone, PartialEq)]
struct MadeOf {
    revision: u64,
    struck_revision: u64,
    manner: Manner,
    asked: Option<Id>,
    asks: bool,
}

/// A map to be weighed.
pub struct WeighingJob {
    document: Arc<Document>,
    graph: Arc<Graph>,
    before: Option<Arc<Strengths>>,
    struck: HashSet<Id>,
    made_of: MadeOf,
}

/// A map that has been weighed.
#[derive(Debug)]
pub struct WeighedMap {
    strengths: Arc<Strengths>,
    acceptance: Arc<Acceptance>,
    labels: Vec<Option<Label>>,
    answer: Option<Arc<Answer>>,
    made_of: MadeOf,
}

impl WeighingJob {
    /// Whether it would hold up the window.
    pub fn is_large(&self) -> bool {
        let shares_out =
            self.made_of.asks && self.made_of.manner.contribution == Contribution::Shapley;
        shares_out || self.document.nodes().len() >= LARGE
    }

    /// Weighs what has changed, or everything.
    pub fn run(mut self) -> WeighedMap {
        if self.is_large() {
            self.document = copy_beside(self.document, self.made_of.revision);
        }
        let (document, graph) = (&*self.document, &*self.graph);
        let manner = &self.made_of.manner;
        let scores = &manner.scores;
        let is_struck = |id: &Id| self.struck.contains(id);
        let strengths = match self.before {
            Some(before) => {
                let mut strengths = Arc::unwrap_or_clone(before);
                strengths.update(document, graph, scores, &self.struck);
                strengths
            }
            None => Strengths::of(document, graph, scores, &self.struck),
        };
        let strengths = Arc::new(strengths);
        let (standard, bare) = (manner.standard, manner.takes_bare_claims);
        let acceptance = Acceptance::of(document, graph, scores, standard, bare, is_struck);
        let labels = if manner.shown == Weights::Attacks {
            label_map(document, graph, is_struck)
        } else {
            Vec::new()
        };
        let answer = self.made_of.asks.then(|| {
            let asked = self.made_of.asked.as_ref();
            let chosen = asked.and_then(|id| graph.node(id.as_str()));
            let semantics = manner.semantics;
            let find = |strengths| find_conclusion(graph, strengths, semantics, chosen);
            let conclusion = find(&strengths)?;
            let solved = strengths.solved(semantics);
            let framework = &strengths.weighed().framework;
            let unstruck = (!self.struck.is_empty()).then(|| {
                let whole = Strengths::of(document, graph, scores, []);
                whole.of_node(semantics, conclusion.node)
            });
            // What is needed is asked by the mildest standard and of what is given alone, whatever
            // is shown.
            let is_it = standard == Standard::default() && !bare;
            let mildest = || {
                Acceptance::of(
                    document,
                    graph,
                    scores,
                    Standard::default(),
                    false,
                    is_struck,
                )
            };
            let anew = (!is_it).then(mildest);
            let standing = anew.as_ref().unwrap_or(&acceptance);
            let found = find_linchpins(graph, &strengths, standing, semantics, &conclusion);
            let contribution = manner.contribution;
            let is_too_much =
                contribution == Contribution::Shapley && found.blows.len() > MOST_SHARED;
            let shares = (!is_too_much)
                .then(|| contribution.find(&strengths, semantics, &conclusion, &found));
            Some(Arc::new(Answer {
                found,
                shares: shares.flatten(),
                contribution,
                turning: find_turning(framework, semantics, solved, conclusion.at),
                id: strengths.weighed().id(conclusion.at).clone(),
                unstruck: unstruck.flatten(),
                document: self.document.clone(),
                strengths: strengths.clone(),
                conclusion,
            }))
        });
        WeighedMap {
            strengths,
            acceptance: Arc::new(acceptance),
            labels,
            answer: answer.flatten(),
            made_of: self.made_of,
        }
    }
}

impl Answer {
    /// How the conclusion comes out, in sentences.
    pub fn explain(&self) -> Vec<String> {
        let (strengths, found) = (&self.strengths, &self.found);
        let mut said = explain_conclusion(&self.document, strengths, &self.conclusion, found);
        if let Some(unstruck) = self.unstruck {
            use crate::reason::strength::word_for;
            let word = words::say(word_for(unstruck)).into_owned();
            said.push(words::say_with(
                "explain-unstruck",
                &[("word", word.into())],
            ));
        }
        said
    }

    /// What would have to be found to turn it, in a sentence.
    pub fn explain_turning(&self) -> String {
        explain_turning(self.turning)
    }

    /// What taking the thing at that place of the list out would do, in a sentence.
    pub fn explain_blow(&self, at: usize) -> String {
        explain_blow(&self.document, &self.found, &self.found.blows[at])
    }

    /// How much everything found contributes, in the order of its blows: by removal where nothing
    /// else was found out.
    pub fn list_shares(&self) -> Vec<f64> {
        match &self.shares {
            Some(sampled) => sampled.shares.clone(),
            None => self.found.blows.iter().map(|blow| blow.change).collect(),
        }
    }

    /// What has to be said of the way in which contributions were found.
    pub fn explain_shares(&self) -> Option<String> {
        match (&self.shares, self.contribution) {
            (None, Contribution::Shapley) => {
                let most = MOST_SHARED as i64;
                Some(words::say_with(
                    "contribution-too-many",
                    &[("most", most.into())],
                ))
            }
            (Some(sampled), _) if sampled.n_orders > 0 => Some(words::say_with(
                "contribution-sampled",
                &[
                    ("n", (sampled.n_orders as i64).into()),
                    ("error", format!("{:.2}", sampled.error).into()),
                ],
            )),
            _ => None,
        }
    }

    /// The beginning of the wording that a record of the map is known by.
    pub fn name(&self, id: &Id) -> String {
        crate::reason::name_record(&self.document, id)
    }
}

impl Weighing {
    /// Shows nothing: a fault has ended the weighing, which is begun again when the map has changed.
    pub(super) fn rest(&mut self) {
        self.made_of = self.under_way.take();
        self.forget_found();
    }

    fn forget_found(&mut self) {
        self.strengths = None;
        self.acceptance = None;
        self.labels.clear();
        self.answer = None;
        self.revision += 1;
    }

    /// The strengths, as far as they have been asked for and found.
    pub fn strengths(&self) -> Option<&Arc<Strengths>> {
        self.strengths.as_ref()
    }

    /// What is known of the conclusion that is asked about.
    pub fn answer(&self) -> Option<&Arc<Answer>> {
        self.answer.as_ref()
    }

    /// The box that is asked about; none for what the map as a whole argues for.
    pub fn asked(&self) -> Option<&Id> {
        self.asked.as_ref()
    }

    /// Whether the map is being weighed beside the window.
    pub fn is_under_way(&self) -> bool {
        self.under_way.is_some()
    }

    /// Another number after every change.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    pub(super) fn forget_missing(&mut self, is_there: impl Fn(&Id) -> bool) {
        self.asked = self.asked.take().filter(is_there);
    }
}

impl Tab {
    /// The work of weighing what has changed; none where nothing has, while it is under way, or
    /// while nobody wants to know.
    pub(super) fn begin_weighing(&mut self, manner: &Manner, wants: Wants) -> Option<WeighingJob> {
        let weighing = &mut self.weighing;
        if weighing.under_way.is_some() {
            return None;
        }
        if !wants.strengths && !wants.answer {
            if weighing.made_of.take().is_some() {
                weighing.forget_found();
            }
            return None;
        }
        let made_of = MadeOf {
            revision: self.editor.revision(),
            struck_revision: self.marks.struck_revision(),
            manner: manner.clone(),
            asked: weighing.asked.clone(),
            asks: wants.answer,
        };
        if weighing.made_of.as_ref() == Some(&made_of) {
            return None;
        }
        weighing.under_way = Some(made_of.clone());
        // Whoever holds the answer shares the strengths; they are copied then, which is cheap.
        Some(WeighingJob {
            document: self.editor.document().clone(),
            graph: self.editor.graph().clone(),
            before: weighing.strengths.clone(),
            struck: self.marks.struck().clone(),
            made_of,
        })
    }

    /// Shows what was found. Where the map has changed meanwhile, it is weighed again next.
    pub(super) fn take_weighed(&mut self, weighed: WeighedMap) {
        let weighing = &mut self.weighing;
        weighing.under_way = None;
        weighing.strengths = Some(weighed.strengths);
        weighing.acceptance = Some(weighed.acceptance);
        weighing.labels = weighed.labels;
        weighing.answer = weighed.answer;
        weighing.made_of = Some(weighed.made_of);
        weighing.revision += 1;
    }

    /// Why a box or link comes out as strong as it does, in sentences; nothing where its map has
    /// not been weighed as it is now, or it has no strength.
    pub fn explain_strength(&self, id: &Id) -> Vec<String> {
        let weighing = &self.weighing;
        let (Some(strengths), Some(made_of)) = (&weighing.strengths, &weighing.made_of) else {
            return Vec::new();
        };
        if made_of.revision != self.editor.revision() {
            return Vec::new();
        }
        let graph = self.editor.graph();
        let weighed = strengths.weighed();
        let node = graph
            .node(id.as_str())
            .and_then(|node| weighed.of_node(node));
        let link = || {
            graph
                .link(id.as_str())
                .and_then(|link| weighed.of_link(link))
        };
        let Some(at) = node.or_else(link) else {
            return Vec::new();
        };
        let manner = &made_of.manner;
        let document = self.document();
        let mut said = explain(document, strengths, &manner.scores, manner.semantics, at);
        let acceptance = weighing.acceptance.as_ref();
        if let Some(node) = graph.node(id.as_str())
            && let Some(sentence) = acceptance.and_then(|it| it.explain(document, node))
        {
            said.push(sentence);
        }
        said
    }

    /// Whether the box at that place in the document is in by what is shown on the map: by the
    /// best reasons or by attacks alone. None where neither is shown.
    pub(super) fn label_of(&self, node: u32) -> Option<Label> {
        let weighing = &self.weighing;
        match weighing.made_of.as_ref()?.manner.shown {
            Weights::Standing => weighing.acceptance.as_ref()?.of_node(node),
            Weights::Attacks => *weighing.labels.get(node as usize)?,
            Weights::Strengths | Weights::Hidden => None,
        }
    }

    /// The strength of a box, 0 to 1, if it is known.
    pub fn strength_of(&self, id: &Id) -> Option<f64> {
        let strengths = self.weighing.strengths.as_ref()?;
        let made_of = self.weighing.made_of.as_ref()?;
        let at = strengths
            .weighed()
            .of_node(self.editor.graph().node(id.as_str())?)?;
        let weighed = strengths.weighed();
        let is_it = weighed.id(at) == id;
        is_it.then(|| strengths.solved(made_of.manner.semantics).strengths[at])
    }

    /// What the map was weighed by.
    pub(super) fn weighed_by(&self) -> Option<&Manner> {
        Some(&self.weighing.made_of.as_ref()?.manner)
    }
}

/// What is to be known of a map's weight.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wants {
    /// The strengths of its boxes.
    pub strengths: bool,
    /// What its conclusion would fall with.
    pub answer: bool,
}

impl App {
    /// By what maps are weighed: the settings, or the program's own where they make no sense.
    pub fn manner(&self) -> Manner {
        let scores = self.settings.scores.as_ref();
        let scores = scores.and_then(|it| serde_json::from_value::<Scores>(it.clone()).ok());
        let scores = scores.filter(|it| it.find_out_of_range().is_none());
        Manner {
            semantics: Semantics::named(&self.settings.semantics).unwrap_or(Semantics::DfQuad),
            contribution: Contribution::named(&self.settings.contribution).unwrap_or_default(),
            scores: scores.map_or_else(Scores::bundled, Arc::new),
            standard: Standard::named(&self.settings.standard).unwrap_or_default(),
            takes_bare_claims: self.settings.takes_bare_claims,
            shown: self.settings.weights,
        }
    }

    pub(super) fn weigh(&mut self) {
        let wants = Wants {
            strengths: self.settings.weights != Weights::Hidden,
            answer: self.is_shown(PanelId::Linchpins),
        };
        let is_idle = |tab: &Tab| tab.weighing.made_of.is_none() && !wants.strengths;
        if !wants.answer && self.tab().is_none_or(is_idle) {
            return;
        }
        let manner = self.manner();
        let Some(tab) = self.tabs.get_mut(self.active) else {
            return;
        };
        match tab.begin_weighing(&manner, wants) {
            Some(job) if job.is_large() => {
                let key = tab.key;
                self.tasks.weigh(key, job);
                // Where work is done at once, so is this.
                self.take_outcomes();
            }
            Some(job) => tab.take_weighed(job.run()),
            None => {}
        }
    }

    /// Asks what holds the selected box up, or with nothing selected what the map argues for, and
    /// shows the panel that answers.
    pub fn examine(&mut self) {
        self.keep_wording();
        let Some(tab) = self.tab_mut() else { return };
        tab.weighing.asked = tab.lead_node().cloned();
        self.show_panel(PanelId::Linchpins, true);
        self.set_focus(PanelId::Linchpins);
    }

    /// Asks what the map as a whole argues for rests on.
    pub fn examine_whole(&mut self) {
        if let Some(tab) = self.tab_mut() {
            tab.weighing.asked = None;
        }
    }

    /// Weighs by another semantics.
    pub fn set_semantics(&mut self, semantics: Semantics) {
        semantics.as_str().clone_into(&mut self.settings.semantics);
        self.remember_settings();
    }

    /// Says in another way how much things contribute.
    pub fn set_contribution(&mut self, contribution: Contribution) {
        contribution
            .as_str()
            .clone_into(&mut self.settings.contribution);
        self.remember_settings();
    }

    /// Weighs by another table of base scores; the program's own is kept as none.
    pub fn set_scores(&mut self, scores: &Scores) {
        let is_own = *scores == Scores::default();
        self.settings.scores = (!is_own)
            .then(|| serde_json::to_value(scores).ok())
            .flatten();
        self.remember_settings();
    }

    /// Shows the table of base scores.
    pub fn show_scores(&mut self) {
        self.keep_wording();
        self.dialog = Some(Dialog::Scores);
    }

    /// Shows on the map how it comes out in one way, or not if it is shown in that way.
    pub fn toggle_weights(&mut self, weights: Weights) {
        let shown = &mut self.settings.weights;
        *shown = if *shown == weights {
            Weights::Hidden
        } else {
            weights
        };
        self.remember_settings();
    }

    /// Asks what stands by another standard of proof.
    pub fn set_standard(&mut self, standard: Standard) {
        standard.as_str().clone_into(&mut self.settings.standard);
        self.remember_settings();
    }

    /// Counts claims that nothing is said for as given, or not.
    pub fn toggle_bare_claims(&mut self) {
        self.settings.takes_bare_claims = !self.settings.takes_bare_claims;
        self.remember_settings();
    }
}
