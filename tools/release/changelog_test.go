package main

import (
	"strings"
	"testing"
	"time"
)

func TestTheChangelogHasADatedSectionOfTheVersion(t *testing.T) {
	const before = "# Changelog\n\n## Unreleased\n\n"
	for name, section := range map[string]string{
		"with a hyphen": "## 0.2.0 - 2026-11-27\n\n### Added\n\n- A thing.\n",
		"with a dash":   "## 0.2.0 – 2026-11-27\n\n- A thing.\n\n## 0.1.0 - 2026-01-01\n",
	} {
		t.Run(name, func(t *testing.T) {
			date, err := released(before+section, "0.2.0")
			if want := time.Date(2026, 11, 27, 0, 0, 0, 0, time.UTC); err != nil || !date.Equal(want) {
				t.Errorf("got %v, %v", date, err)
			}
		})
	}
}

func TestAChangelogThatIsNotReadyIsRefused(t *testing.T) {
	for _, tt := range []struct{ name, changelog, says string }{
		{"no section", "## Unreleased\n\n- A thing.\n", `has no section for 0.2.0: make one of "## Unreleased"`},
		{"a longer version", "## 0.2.01 - 2026-11-27\n\n- A thing.\n", "has no section for 0.2.0"},
		{"no date", "# Changelog\n\n## 0.2.0\n\n- A thing.\n", `CHANGELOG.md:3: "## 0.2.0" has no date`},
		{"a date that is none", "## 0.2.0 - 2026-13-01\n\n- A thing.\n", "CHANGELOG.md:1: 2026-13-01 is no date"},
		{"nothing in it", "## 0.2.0 - 2026-11-27\n\n### Added\n\n## 0.1.0 - 2026-01-01\n\n- A thing.\n", "the section of 0.2.0 lists nothing"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := released(tt.changelog, "0.2.0")
			wantError(t, err, tt.says)
		})
	}
}

func wantError(t *testing.T, err error, says string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), says) {
		t.Errorf("%v does not say %q", err, says)
	}
}
