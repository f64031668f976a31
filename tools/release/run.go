package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// A builder runs the commands of one build in its own folder.
type builder struct {
	root string
	env  []string
}

// settled are the settings of a machine that would change what is built.
var settled = []string{"GOFLAGS=", "GOWORK=off", "GOEXPERIMENT=", "GOAMD64=v1", "GOARM64=v8.0", "GOWASM=", "CGO_ENABLED=0", "NODE_ENV=", "MAKEFLAGS="}

func newBuilder(root string, env ...string) builder {
	return builder{root, append(settled, env...)}
}

// with is the same builder with more of an environment.
func (b builder) with(env ...string) builder {
	return builder{b.root, append(append([]string{}, b.env...), env...)}
}

// run runs a command. What it prints on its way is shown when it fails.
func (b builder) run(command ...string) error {
	_, err := b.output(command...)
	return err
}

// output runs a command and gives what it prints.
func (b builder) output(command ...string) ([]byte, error) {
	// Whoever may read a file is written into some archives.
	cmd := exec.Command("sh", append([]string{"-c", `umask 022; exec "$@"`, "sh"}, command...)...)
	cmd.Dir = b.root
	cmd.Env = append(os.Environ(), b.env...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("%s, in %s: %w\n%s%s", strings.Join(command, " "), b.root, err, stdout.Bytes(), stderr.Bytes())
	}
	return stdout.Bytes(), nil
}
