package core

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestDevice(t *testing.T) {
	for dialect, want := range map[Dialect]map[string]any{
		Dialect20_9: {"QIMEI": nil, "QIMEI36": "", "os_ver": "15", "phonetype": "V2408A", "devicelevel": nil, "newdevicelevel": nil, "rom": nil},
		Dialect14_9: {"QIMEI": "", "QIMEI36": "", "os_ver": "10", "phonetype": "MI 6", "devicelevel": "29", "newdevicelevel": "29"},
	} {
		t.Run(string(dialect), func(t *testing.T) {
			bubble(t, func(t *testing.T, client *Client, s *script) {
				read(t, client)
				comm := s.requests[0].Comm
				assert.Regexp(t, "^[0-9a-f]{32}$", comm["OpenUDID"])
				assert.Regexp(t, "^[0-9a-f]{32}$", comm["OpenUDID2"])
				assert.Equal(t, dialect == Dialect14_9, comm["OpenUDID"] == comm["OpenUDID2"])
				assert.Equal(t, comm["OpenUDID"], comm["udid"])
				assert.Regexp(t, "^[0-9a-f]{16}$", comm["aid"])
				for name, value := range want {
					if value == nil {
						assert.NotContains(t, comm, name)
					} else {
						assert.Equal(t, value, comm[name], name)
					}
				}
				if dialect == Dialect14_9 {
					assert.Regexp(t, `^xiaomi/iarim/sagit:10/eomam\.200122\.001/[1-9][0-9]{6}:user/release-keys$`, comm["rom"])
				}
				agent := map[Dialect]string{Dialect20_9: "QQMusic 20090008(android 15)", Dialect14_9: "QQMusic 14090008(android 10)"}[dialect]
				assert.Equal(t, []HeaderField{{"Content-Type", "application/json"}, {"User-Agent", agent}}, s.requests[0].Header)
				assert.Equal(t, comm["udid"], s.sessions[0].Comm["udid"], "GetSession is asked by the same device")
			}, func(config *Config) { config.Dialect = dialect })
		})
	}
}

// The digits of a fingerprint begin with none, and come from all that the random source gave.
func TestRandomDigits(t *testing.T) {
	filled := func(seed string) func([]byte) { return func(b []byte) { copy(b, seed) } }
	for seed, digits := range map[string]string{
		"": "1000000", "\x00\x00\x00\x00\x00\x00\x00\x01": "1000001", "\x00\x00\x00\x00\x00\x00\x01\x00": "1000256",
		"\x00\x00\x00\x00\x00\x89\x54\x3f": "9999999", "\x00\x00\x00\x00\x00\x89\x54\x40": "1000000", "\x01": "5927936",
	} {
		assert.Equal(t, digits, randomDigits(filled(seed), 7), "%q", seed)
	}
}

func TestEachInstallationHasItsOwnDevice(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		read(t, client)
		read(t, s.client())
		for _, name := range []string{"udid", "OpenUDID2", "aid"} {
			assert.NotEqual(t, s.requests[0].Comm[name], s.requests[1].Comm[name], name)
		}
	})
}

func TestDeviceOfTheCallerIsSent(t *testing.T) {
	device := DeviceProfile{OpenUDID: "o", OpenUDID2: "o2", AndroidID: "a", OSVersion: "13", Model: "M<1>", SDKLevel: 33, Fingerprint: "f", QIMEI: "q", QIMEI36: "q36"}
	for dialect, want := range map[Dialect]map[string]string{
		Dialect20_9: {"udid": "o", "OpenUDID2": "o2", "aid": "a", "os_ver": "13", "phonetype": "M&lt;1&gt;", "QIMEI36": "q36"},
		Dialect14_9: {"udid": "o", "OpenUDID2": "o", "aid": "a", "os_ver": "13", "phonetype": "M<1>", "newdevicelevel": "33", "rom": "f", "QIMEI": "q", "QIMEI36": "q36"},
	} {
		bubble(t, func(t *testing.T, client *Client, s *script) {
			read(t, client)
			for name, value := range want {
				assert.Equal(t, value, s.requests[0].Comm[name], name)
			}
			assert.Contains(t, s.requests[0].Header[1].Value, "(android 13)")
		}, func(config *Config) {
			config.Device, config.Dialect = device, dialect
			config.Storage = &memory{texts: map[string]string{"qqmusicpm.device": `{"openUdid":"stored","openUdid2":"stored","androidId":"stored","fingerprint":"stored"}`}}
		})
	}
}

// What a caller says for once is not the installation's.
func TestTheDeviceOfACallerIsNotKept(t *testing.T) {
	storage := &memory{}
	var phones []any
	for _, own := range []string{"", "another phone", ""} {
		bubble(t, func(t *testing.T, client *Client, s *script) {
			read(t, client)
			phones = append(phones, s.requests[0].Comm["OpenUDID"])
		}, func(config *Config) { config.Storage, config.Device.OpenUDID = storage, own })
	}
	assert.Equal(t, "another phone", phones[1])
	assert.Equal(t, phones[0], phones[2])
	assert.NotContains(t, storage.texts["qqmusicpm.device"], "another phone")
}
