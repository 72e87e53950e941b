//! Case + history → the fair next steps, each with its reason and sources.

use crate::advice::{Ground, NextStep};
use crate::deadlines::Situation;
use crate::packs::Packs;

/// The steps whose condition holds, in the order of their playbook.
pub fn next_steps(packs: &Packs, situation: &Situation<'_>) -> Vec<NextStep> {
    let steps = packs.steps().filter(|step| situation.meets(&step.when));
    steps
        .map(|step| {
            let rules = step.rules.iter().filter_map(|id| packs.rule(id));
            let mut grounds: Vec<Ground> =
                rules.flat_map(|rule| crate::deadlines::grounds(packs, rule)).collect();
            if grounds.is_empty() && !step.source.is_empty() {
                grounds.push(Ground {
                    rule: String::new(),
                    title: step.source.clone(),
                    url: String::new(),
                    confidence: "D".to_owned(),
                    checked: String::new(),
                });
            }
            NextStep {
                id: step.id.clone(),
                act: step.act.clone(),
                why: step.why.clone(),
                letters: step.letters.clone(),
                grounds,
            }
        })
        .collect()
}
