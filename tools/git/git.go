// Package git runs git, and says what to do where that is not possible.
package git

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// Output runs git in a folder and gives what it prints.
func Output(root string, args ...string) (string, error) {
	cmd := exec.Command("git", append([]string{"-C", root}, args...)...)
	cmd.Env = append(os.Environ(), "LC_ALL=C") // its words are looked at
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	said := strings.TrimSpace(stderr.String())
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return "", errors.New("git is missing, which tells what belongs to the project: install it from https://git-scm.com/downloads or from the packages of the system")
	case err != nil && strings.Contains(said, "not a git repository"):
		return "", fmt.Errorf("%s is no clone, and git tells what belongs to the project: do this in a clone, or make one of this folder by: git init && git add --all && git commit --message=sources", root)
	case err != nil:
		return "", fmt.Errorf("git %s: %w: %s", strings.Join(args, " "), err, said)
	}
	return string(out), nil
}
