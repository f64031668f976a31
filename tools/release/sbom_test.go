package main

import (
	"testing"
)

func TestAnSBOMIsTheSameEachTime(t *testing.T) {
	const made = `{"bomFormat":"CycloneDX","serialNumber":"urn:uuid:1","metadata":{"timestamp":"2026-11-27T22:03:24Z","tools":[{"name":"npm","hashes":[1]}]},"components":[{"name":"idb?a&b"}]}`
	const want = `{
  "bomFormat": "CycloneDX",
  "components": [
    {
      "name": "idb?a&b"
    }
  ],
  "metadata": {
    "tools": [
      {
        "name": "npm"
      }
    ]
  }
}
`
	if got, err := settledSBOM([]byte(made)); err != nil || string(got) != want {
		t.Errorf("%v: %s", err, got)
	}
}

func TestWhatIsNoSBOMIsRefused(t *testing.T) {
	for _, text := range []string{`{}`, `{"bomFormat":"SPDX","metadata":{}}`, `{"bomFormat":"CycloneDX"}`} {
		_, err := settledSBOM([]byte(text))
		wantError(t, err, "it is no CycloneDX document with metadata")
	}
}

func TestWhatIsBundledIsWhatTheSBOMLists(t *testing.T) {
	listed, err := componentsOf([]byte(`{"components":[{"name":"preact","version":"2.0.0"},{"name":"idb","version":"1.0.0"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	if err := checkBundled("site", []string{"idb@1.0.0", "preact@2.0.0"}, listed); err != nil {
		t.Error(err)
	}
	for name, bundled := range map[string][]string{
		"one more":        {"idb@1.0.0", "preact@2.0.0", "vite@8.0.0"},
		"one less":        {"idb@1.0.0"},
		"another version": {"idb@1.0.0", "preact@2.0.1"},
	} {
		t.Run(name, func(t *testing.T) {
			wantError(t, checkBundled("site", bundled, listed), "dist/site was found to hold idb@1.0.0")
		})
	}
}
