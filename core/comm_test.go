package core

import (
	"encoding/json"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A text that JSON would not read as an integer stays a string, or nothing could read the request.
func TestAMemberIsANumberWhereItsTextIsOne(t *testing.T) {
	for text, number := range map[string]bool{
		"0": true, "7": true, "9": true, "10": true, "90": true, "-5": true, "-0": true,
		"": false, "-": false, "00": false, "007": false, "-07": false, "--1": false, "1-": false, "+1": false,
		"1.5": false, "1e3": false, "1/": false, "1:": false, "a1": false, "１": false,
	} {
		t.Run(strconv.Quote(text), func(t *testing.T) {
			comm := Comm{Dialect: Dialect14_9, Members: []CommMember{{Name: "count", Value: String(text), Number: true}}}
			var sent map[string]json.RawMessage
			require.NoError(t, json.Unmarshal(comm.Append(nil), &sent))
			want := strconv.Quote(text)
			if number {
				want = text
			}
			assert.Equal(t, want, string(sent["count"]))
		})
	}
}

func TestWhatIsAppendedStandsBehindWhatWasThere(t *testing.T) {
	comm := Comm{}
	assert.Equal(t, "x"+string(comm.Append(nil)), string(comm.Append([]byte("x"))))
	assert.Equal(t, "x"+string(AppendRequest(nil, []byte("{}"))), string(AppendRequest([]byte("x"), []byte("{}"))))
}

// The User-Agent takes every printable character of ASCII, also the first and the last of them.
func TestTextsThatTheUserAgentTakes(t *testing.T) {
	for text, taken := range map[string]bool{" ": true, "~": true, "\x1f": false, "\x7f": false} {
		config := Config{Host: Host{Transport: &script{}, Clock: bubbleClock{}, Random: seeded(1)}}
		config.Device.OSVersion = text
		_, err := NewClient(config)
		assert.Equal(t, taken, err == nil, "%q", text)
	}
}

// Single members of comm can be set or left out, in every request. The User-Agent follows; a member keeps the type that the dialect has.
func TestMembersOfCommOfTheCaller(t *testing.T) {
	members := []CommMember{
		{Name: "cv", Value: String("20100001")}, {Name: "os_ver", Value: String("16")}, {Name: "chid", Value: Null[string]()},
		{Name: "phonetype", Value: String("A&B")}, {Name: "extra", Value: String("x\"")}, {Name: "count", Value: String("-5"), Number: true},
		{Name: "tmeAppID"}, {Name: "os_ver"},
		{Name: "v", Value: String("beta")}, {Name: "ct", Value: String("0")}, {Name: "ct", Value: String("19")},
	}
	for dialect, want := range map[Dialect]map[string]any{
		Dialect20_9: {"cv": "20100001", "os_ver": "16", "chid": nil, "phonetype": "A&B", "extra": `x"`, "count": "-5", "v": "beta", "ct": "19", "tmeAppID": "qqmusic"},
		Dialect14_9: {"cv": 20100001.0, "os_ver": "16", "chid": nil, "phonetype": "A&B", "extra": `x"`, "count": -5.0, "v": "beta", "ct": 19.0, "tmeAppID": "qqmusic"},
	} {
		t.Run(string(dialect), func(t *testing.T) {
			bubble(t, func(t *testing.T, client *Client, s *script) {
				read(t, client)
				for _, r := range append(s.sessions, s.requests...) {
					for name, value := range want {
						if value == nil {
							assert.NotContains(t, r.Comm, name)
						} else {
							assert.Equal(t, value, r.Comm[name], name)
						}
					}
					assert.Equal(t, "QQMusic 20100001(android 16)", r.Header[1].Value)
				}
			}, func(config *Config) { config.Comm, config.Dialect = members, dialect })
		})
	}
	for _, name := range []string{"qq", "authst", "tmeLoginType", "uid", "sid", "traceid"} {
		_, err := NewClient(Config{Host: Host{Transport: &script{}, Clock: bubbleClock{}, Random: seeded(1)}, Comm: []CommMember{{Name: name}}})
		assert.Equal(t, "comm."+name, as[*InvalidArgumentError](t, err).Argument)
	}
	comm := Comm{Members: []CommMember{}}
	for _, m := range dialects[0].comm {
		comm.Members = append(comm.Members, CommMember{Name: m.name, Value: Null[string]()})
	}
	assert.Equal(t, `{"traceid":"10002__0"}`, string(comm.Append(nil)), "what cannot be set cannot be left out either")
}

// The User-Agent says what comm says.
func TestMembersThatGoIntoTheUserAgent(t *testing.T) {
	members := []CommMember{{Name: "cv", Value: String("1")}, {Name: "cv", Value: Null[string]()}, {Name: "os_ver", Value: String("9")}, {Name: "os_ver", Value: String("8")}}
	comm := Comm{Members: members}
	assert.NotContains(t, string(comm.Append(nil)), `"cv"`)
	assert.Equal(t, UserAgent(dialects[0].version, "8"), comm.UserAgent())
	for argument, change := range map[string]func(*Config){
		"comm.cv":          func(c *Config) { c.Comm = []CommMember{{Name: "cv", Value: String("1\r\nX: y")}} },
		"comm.os_ver":      func(c *Config) { c.Comm = []CommMember{{Name: "os_ver", Value: String("安卓")}} },
		"device.osVersion": func(c *Config) { c.Device.OSVersion = "\x7f" },
	} {
		config := Config{Host: Host{Transport: &script{}, Clock: bubbleClock{}, Random: seeded(1)}}
		change(&config)
		_, err := NewClient(config)
		assert.Equal(t, argument, as[*InvalidArgumentError](t, err).Argument)
	}
}

// docs/protocol.md §2: without both there is no login.
func TestHalfALoginIsNone(t *testing.T) {
	device := DeviceProfile{OpenUDID: "o"}
	for _, dialect := range []Dialect{Dialect20_9, Dialect14_9} {
		none := Comm{Dialect: dialect, Device: device}
		for _, half := range []Credential{{MusicID: "10001"}, {MusicKey: testKey}, {MusicKey: testKey, LoginType: Int(2)}} {
			comm := Comm{Dialect: dialect, Device: device, Credential: half}
			assert.Equal(t, string(none.Append(nil)), string(comm.Append(nil)))
		}
	}
}

func TestMembersCannotReplaceTheLogin(t *testing.T) {
	plain := Comm{Credential: testCredential, Session: GatewaySession{UID: "u", SID: "s"}}
	comm := plain
	for _, name := range []string{"qq", "authst", "tmeLoginType", "uid", "sid", "traceid"} {
		comm.Members = append(comm.Members, CommMember{Name: name, Value: String("stolen")})
	}
	assert.Equal(t, string(plain.Append(nil)), string(comm.Append(nil)))
}

func TestTheTraceIDSaysWhoAsksAndWhen(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		time.Sleep(1500 * time.Millisecond)
		read(t, client)
		now := digits(time.Now().Unix())
		assert.Equal(t, "10002_10001_"+now, s.requests[0].Comm["traceid"])
		assert.Equal(t, "10002_"+s.sessions[0].Comm["udid"].(string)+"_"+now, s.sessions[0].Comm["traceid"], "without a login it is the device")
		client.SetCredential(Credential{MusicID: "20002", MusicKey: testKey})
		time.Sleep(time.Minute)
		read(t, client)
		assert.Equal(t, "10002_20002_"+digits(time.Now().Unix()), s.requests[1].Comm["traceid"])
	})
}

func TestDialectsThatAreNone(t *testing.T) {
	_, err := NewClient(Config{Host: Host{Transport: &script{}, Clock: bubbleClock{}, Random: seeded(1)}, Dialect: "15.0"})
	assert.Equal(t, "dialect", as[*InvalidArgumentError](t, err).Argument)
}
