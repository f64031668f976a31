package tools

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A script that ensures something for tests does nothing where it is there, installs it where it may, and says elsewhere what is wanted.
func TestEnsureSaysWhatIsWanted(t *testing.T) {
	const (
		sudo    = "Run this again after\n    sudo apt-get update && sudo apt-get install -y "
		network = ", see above: is the network there? Where there is no such package, install "
		gnu     = "echo Linux"
		mac     = "echo Darwin"
	)
	var (
		user    = map[string]string{"uname": gnu, "id": "echo 1000", "apt-get": "exit 1"}
		root    = map[string]string{"uname": gnu, "id": "echo 0", "apt-get": "echo E: Unable to locate package; exit 100"}
		fedora  = map[string]string{"uname": gnu, "id": "echo 0"}
		macOS   = map[string]string{"uname": mac, "id": "echo 501"}
		noGcc   = `case "$*" in "env CC") echo gcc;; *) echo 0;; esac`
		goodGcc = `case "$*" in "env CC") echo true;; *) echo 1;; esac`
		noCgo   = `case "$*" in "env CC") echo true;; *) echo 0;; esac`
	)
	// Where a Mac has the browser that is asked for it is there, whatever else is missing.
	apps := map[string]string{"chromium": "/Applications/Google Chrome.app", "firefox": "/Applications/Firefox.app"}
	for _, tt := range []struct {
		name, script string
		on           map[string]string
		has          map[string]string
		says         string // nothing: all is there
	}{
		{"Chromium, not root", "chromium", user, nil, sudo + "chromium fonts-noto-cjk fonts-noto-color-emoji fontconfig\nor, where there is no such package, install Google Chrome from https://www.google.com/chrome/"},
		{"Chromium, no network", "chromium", root, nil, "E: Unable to locate package\napt-get could not install chromium fonts-noto-cjk fonts-noto-color-emoji fontconfig" + network + "Google Chrome"},
		{"Chromium, no apt-get", "chromium", fedora, nil, "What the browser tests need is not installed: install Google Chrome from https://www.google.com/chrome/"},
		{"Chromium, macOS", "chromium", macOS, nil, "(macOS: brew install --cask google-chrome), and run this again."},
		{"Chromium is there, macOS", "chromium", macOS, map[string]string{"google-chrome": "true"}, ""},
		{"Chromium is there", "chromium", user, map[string]string{"chromium": "true", "fc-list": "echo noto"}, ""},
		{"Firefox, not root", "firefox", user, nil, sudo + "firefox-esr\nor, where there is no such package, install Firefox from https://www.mozilla.org/firefox/"},
		{"Firefox, no network", "firefox", root, nil, "apt-get could not install firefox-esr" + network + "Firefox"},
		{"Firefox, macOS", "firefox", macOS, nil, "(macOS: brew install --cask firefox), and run this again."},
		{"Firefox is there", "firefox", user, map[string]string{"firefox": "true"}, ""},
		{"WebKit, not root", "webkit", user, nil, sudo + "webkit2gtk-driver xvfb\n"},
		{"WebKit, macOS", "webkit", macOS, nil, "from the packages of your Linux (there is no WebKitGTK for macOS)"},
		{"WebKit, its display alone", "webkit", user, map[string]string{"WebKitWebDriver": "true"}, sudo + "xvfb\n"},
		{"WebKit is there", "webkit", user, map[string]string{"WebKitWebDriver": "true", "Xvfb": "true"}, ""},
		{"a C compiler, not root", "c-compiler", user, map[string]string{"go": noGcc}, sudo + "gcc libc6-dev\nor, where there is no such package, install gcc and the headers of the C library"},
		{"a C compiler that Go may not use", "c-compiler", user, map[string]string{"go": noCgo}, "switch it on by: export CGO_ENABLED=1"},
		{"a C compiler is there", "c-compiler", user, map[string]string{"go": goodGcc, "true": "true"}, ""},
		{"a C compiler, macOS", "c-compiler", macOS, map[string]string{"go": noGcc}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := os.Stat(apps[tt.script]); err == nil && tt.on["uname"] == mac {
				tt.says = ""
			}
			folder := onlyPath(t, "bash", "dirname", "mktemp", "rm", "tail")
			for _, commands := range []map[string]string{tt.on, tt.has} {
				for name, does := range commands {
					write(t, filepath.Join(folder, name), "#!/bin/sh\n"+does+"\n")
				}
			}
			command := script(t, "ensure-"+tt.script+".sh")
			command.Env = []string{"PATH=" + folder}
			out, err := command.CombinedOutput()
			if isThere := tt.says == ""; (err == nil) != isThere || (len(out) == 0) != isThere || !strings.Contains(string(out), tt.says) {
				t.Errorf("ended with %v, saying %q, without %q", err, out, tt.says)
			}
		})
	}
}

// Missing fonts spoil pictures, not tests.
func TestEnsureChromiumGoesOnWithoutFonts(t *testing.T) {
	folder := onlyPath(t, "bash", "dirname")
	for name, does := range map[string]string{"uname": "echo Linux", "id": "echo 1000", "chromium": "true"} {
		write(t, filepath.Join(folder, name), "#!/bin/sh\n"+does+"\n")
	}
	command := script(t, "ensure-chromium.sh")
	command.Env = []string{"PATH=" + folder}
	out, err := command.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "Install fonts-noto-cjk fonts-noto-color-emoji fontconfig to change that.") {
		t.Errorf("ended with %v, saying %q", err, out)
	}
}
