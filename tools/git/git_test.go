package git

import (
	"strings"
	"testing"
)

func TestOutputGivesWhatGitPrints(t *testing.T) {
	out, err := Output(t.TempDir(), "hash-object", "-t", "blob", "--stdin")
	if err != nil || out != "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391\n" {
		t.Errorf("gave %q, %v", out, err)
	}
}

func TestOutputSaysWhatToDo(t *testing.T) {
	for _, tt := range []struct {
		name, path, says string
		args             []string
	}{
		{"without git", "/there/is/none", "git is missing, which tells what belongs to the project: install it from", []string{"status"}},
		{"where nothing was cloned", "", "is no clone, and git tells what belongs to the project: do this in a clone", []string{"status"}},
		{"when git refuses", "", "git no-such-command: exit status 1: git: 'no-such-command' is not a git command", []string{"no-such-command"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if tt.path != "" {
				t.Setenv("PATH", tt.path)
			}
			_, err := Output(t.TempDir(), tt.args...)
			if err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("%v does not say %q", err, tt.says)
			}
		})
	}
}
