//! Counts tests: those that cargo reports, and one for each step that reports none.

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Passed.
    pub passed: usize,
    /// Failed.
    pub failed: usize,
}

impl Count {
    /// Adds up cargo's `test result:` lines.
    pub fn read(printed: &str) -> Self {
        let mut sum = Self::default();
        for line in printed.lines() {
            // A test that writes without a line end may stand before cargo's words.
            let Some((_, result)) = line.split_once("test result: ") else {
                continue;
            };
            sum.passed += number_before(result, " passed");
            sum.failed += number_before(result, " failed");
        }
        sum
    }

    /// Adds another count.
    pub fn add(&mut self, other: &Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }

    /// What a step counts for: a step without tests is one test, and a step that went wrong has
    /// failed at least once, as when a test does not even compile.
    pub fn of_step(self, good: bool) -> Self {
        match (good, self) {
            (true, Self { passed: 0, failed: 0 }) => Self { passed: 1, failed: 0 },
            (false, Self { passed, failed: 0 }) => Self { passed, failed: 1 },
            _ => self,
        }
    }

    /// For the line of a step that has tests of its own.
    pub fn note(self) -> String {
        if self == Self::default() {
            String::new()
        } else {
            format!(", {} passed, {} failed", self.passed, self.failed)
        }
    }
}

fn number_before(text: &str, word: &str) -> usize {
    let Some((before, _)) = text.split_once(word) else {
        return 0;
    };
    let digits = before.rsplit(|letter: char| !letter.is_ascii_digit()).next();
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

/// The output without the tests that passed, so that a failure is in sight.
pub fn without_passed(printed: &str) -> String {
    printed
        .lines()
        .filter(|line| !(line.starts_with("test ") && line.ends_with("... ok")))
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_several_crates_are_added_up() {
        let printed = "running 3 tests\n\
             test a ... ok\n\
             test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.10s\n\
             loose words test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured\n";
        let count = Count::read(printed);
        assert_eq!(count, Count { passed: 15, failed: 2 });
        assert_eq!(without_passed(printed).lines().count(), 3);
    }

    #[test]
    fn a_step_without_tests_counts_once() {
        let none = Count::default();
        assert_eq!(none.of_step(true), Count { passed: 1, failed: 0 });
        assert_eq!(none.of_step(false), Count { passed: 0, failed: 1 });
    }

    #[test]
    fn a_step_that_went_wrong_never_counts_as_all_passed() {
        let passed = Count { passed: 9, failed: 0 };
        assert_eq!(passed.of_step(false), Count { passed: 9, failed: 1 });
        assert_eq!(passed.of_step(true), passed);
    }
}
