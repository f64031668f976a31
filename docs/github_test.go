package docs_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
)

const github = "../.github/"

// readYAML reads a file, in which every key must be one of the type.
func readYAML(t *testing.T, path string, into any) {
	t.Helper()
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	require.NoError(t, decoder.Decode(into), path)
}

// An issueForm is what GitHub takes for one:
// https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
type issueForm struct {
	Name        string
	Description string
	Title       string
	Labels      []string
	Body        []formItem
}

type formItem struct {
	Type       string
	ID         string
	Attributes struct {
		Label       string
		Description string
		Placeholder string
		Value       string
		Options     []yaml.Node
	}
	Validations struct{ Required bool }
}

// formItemTypes says of each type whether it has options.
var formItemTypes = map[string]bool{"markdown": false, "input": false, "textarea": false, "dropdown": true, "checkboxes": true}

var formItemID = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

func TestIssueFormsAreWhatGitHubTakes(t *testing.T) {
	paths, err := filepath.Glob(github + "ISSUE_TEMPLATE/*.yml")
	require.NoError(t, err)
	paths = slices.DeleteFunc(paths, func(path string) bool { return filepath.Base(path) == "config.yml" })
	require.NotEmpty(t, paths)
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			var form issueForm
			readYAML(t, path, &form)
			assert.NotEmpty(t, form.Name)
			assert.NotEmpty(t, form.Description)
			seen := map[string]bool{}
			asks := false
			for _, item := range form.Body {
				checkFormItem(t, item)
				if item.Type == "markdown" {
					continue
				}
				asks = true
				for _, one := range []string{item.ID, item.Attributes.Label} {
					assert.False(t, seen[one], "%s: twice", one)
					seen[one] = true
				}
			}
			assert.True(t, asks, "a form asks for something")
		})
	}
}

func checkFormItem(t *testing.T, item formItem) {
	t.Helper()
	hasOptions, known := formItemTypes[item.Type]
	assert.True(t, known, "%s: no type of an item", item.Type)
	if item.Type == "markdown" {
		assert.NotEmpty(t, item.Attributes.Value)
		return
	}
	assert.Regexp(t, formItemID, item.ID)
	assert.NotEmpty(t, item.Attributes.Label, item.ID)
	assert.Equal(t, hasOptions, len(item.Attributes.Options) > 0, "%s: options", item.ID)
	var labels []string
	for _, option := range item.Attributes.Options {
		labels = append(labels, labelOf(t, item.Type, option))
	}
	assert.NotContains(t, labels, "", item.ID)
	assert.Len(t, slices.Compact(slices.Sorted(slices.Values(labels))), len(labels), "%s: an option twice", item.ID)
}

// labelOf is the label of an option: a text of a dropdown, an object of checkboxes.
func labelOf(t *testing.T, kind string, option yaml.Node) (label string) {
	t.Helper()
	if kind == "dropdown" {
		require.Equal(t, "!!str", option.Tag, "an option of a dropdown is a text, and no %s", option.Value)
		return option.Value
	}
	var box struct {
		Label    string
		Required bool
	}
	require.NoError(t, option.Decode(&box))
	return box.Label
}

func TestAnIssueBeginsWithAForm(t *testing.T) {
	var config struct {
		BlankIssues bool `yaml:"blank_issues_enabled"`
	}
	readYAML(t, github+"ISSUE_TEMPLATE/config.yml", &config)
	assert.False(t, config.BlankIssues)
}

// manifests are the files that make a folder one of an ecosystem.
var manifests = map[string]string{"gomod": "go.mod", "npm": "package-lock.json", "github-actions": ".github/workflows/check.yml"}

func TestDependabotLooksWhereDependenciesAre(t *testing.T) {
	type group struct{ Patterns []string }
	var config struct {
		Version int
		Updates []struct {
			Ecosystem   string `yaml:"package-ecosystem"`
			Directory   string
			Directories []string
			Schedule    struct{ Interval string }
			Groups      map[string]group
			Ignore      []struct {
				Name  string   `yaml:"dependency-name"`
				Types []string `yaml:"update-types"`
			}
		}
	}
	readYAML(t, github+"dependabot.yml", &config)
	assert.Equal(t, 2, config.Version)
	var looked []string
	for _, update := range config.Updates {
		assert.Contains(t, []string{"daily", "weekly", "monthly"}, update.Schedule.Interval)
		require.Contains(t, manifests, update.Ecosystem)
		directories := update.Directories
		if update.Directory != "" {
			directories = append(directories, update.Directory)
		}
		require.NotEmpty(t, directories, update.Ecosystem)
		for _, directory := range directories {
			manifest := filepath.Join("..", directory, manifests[update.Ecosystem])
			assert.FileExists(t, manifest)
			looked = append(looked, manifest)
		}
	}
	for _, manifest := range manifestsWithDependencies(t) {
		assert.Contains(t, looked, manifest)
	}
}

// manifestsWithDependencies finds those of the project that name something of a registry.
func manifestsWithDependencies(t *testing.T) (found []string) {
	t.Helper()
	for _, pattern := range []string{"../go.mod", "../*/go.mod", "../*/package-lock.json", "../*/*/package-lock.json", "../*/*/*/package-lock.json"} {
		paths, err := filepath.Glob(pattern)
		require.NoError(t, err)
		for _, path := range paths {
			if !strings.Contains(path, "node_modules") && !strings.Contains(path, "test-results") && !strings.HasPrefix(path, "../dist/") && dependsOnOthers(t, path) {
				found = append(found, path)
			}
		}
	}
	require.NotEmpty(t, found)
	return found
}

// dependsOnOthers reports whether a manifest is one of Go, or locks a package of a registry.
func dependsOnOthers(t *testing.T, path string) bool {
	t.Helper()
	if filepath.Base(path) == "go.mod" {
		return true
	}
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	var lock struct {
		Packages map[string]struct{ Integrity string }
	}
	require.NoError(t, json.Unmarshal(text, &lock))
	for _, locked := range lock.Packages {
		if locked.Integrity != "" {
			return true
		}
	}
	return false
}

var pinned = regexp.MustCompile(`^[\w-]+/[\w-]+@[0-9a-f]{40}$`)

func TestWorkflowsRunPinnedActionsAndMayReadAlone(t *testing.T) {
	paths, err := filepath.Glob(github + "workflows/*.yml")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			text, err := os.ReadFile(path)
			require.NoError(t, err)
			var workflow struct {
				Permissions map[string]string
				Jobs        map[string]struct{ Steps []struct{ Uses string } }
			}
			require.NoError(t, yaml.Unmarshal(text, &workflow))
			assert.Equal(t, map[string]string{"contents": "read"}, workflow.Permissions)
			uses := 0
			for _, job := range workflow.Jobs {
				for _, step := range job.Steps {
					if step.Uses != "" {
						uses++
						assert.Regexp(t, pinned, step.Uses)
					}
				}
			}
			assert.NotZero(t, uses)
			assert.NotContains(t, string(text), "secrets.")
		})
	}
}
