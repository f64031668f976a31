package gateway

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qqmusicpm/core"
	"qqmusicpm/internal/exactjson"
)

// The clock of every test that sets one.
var noon = time.Date(2026, 3, 14, 12, 0, 0, 0, time.UTC)

var (
	qqAccount     = SampleAccounts()[0]
	weChatAccount = SampleAccounts()[1]
)

// client is the least that can talk to the gateway, written from docs/protocol.md.
type client struct {
	t       *testing.T
	url     string
	account Account
	comm    func(Account) obj // its dialect
}

// play starts a gateway on 127.0.0.1 and returns it with a client of the QQ
// sample account.
func play(t *testing.T) (*Gateway, *client) {
	t.Helper()
	now := noon
	return playWith(t, Options{Now: func() time.Time { now = now.Add(time.Millisecond); return now }})
}

// playAt is play with a clock that stands until the test puts it forward.
func playAt(t *testing.T, now *time.Time) (*Gateway, *client) {
	t.Helper()
	return playWith(t, Options{Now: func() time.Time { return *now }})
}

func playWith(t *testing.T, o Options) (*Gateway, *client) {
	t.Helper()
	g := New(o)
	server := httptest.NewServer(g)
	t.Cleanup(server.Close)
	return g, &client{t: t, url: server.URL, account: qqAccount, comm: commOf}
}

func (c *client) as(a Account) *client {
	return &client{t: c.t, url: c.url, account: a, comm: c.comm}
}

// saying is the client with another comm.
func (c *client) saying(comm func(Account) obj) *client {
	return &client{t: c.t, url: c.url, account: c.account, comm: comm}
}

type obj = map[string]any

func commOf(a Account) obj {
	comm := obj{
		"ct": 11, "cv": 14090008, "v": 14090008, "tmeAppID": "qqmusic", "chid": "10003505",
		"tmeLoginType": a.LoginType, "QIMEI": "", "QIMEI36": "",
		"OpenUDID": testDevice, "OpenUDID2": testDevice, "udid": testDevice,
		"aid": "f76e48f3e3eb3ae4", "os_ver": "10", "phonetype": "MI 6", "devicelevel": "29", "newdevicelevel": "29",
		"rom": "xiaomi/iarim/sagit:10/eomam.200122.001/5887611:user/release-keys",
	}
	if a.MusicID != "" {
		comm["qq"] = a.MusicID
	}
	if a.MusicKey != "" {
		comm["authst"] = a.MusicKey
	}
	return comm
}

const testDevice = "9d67351415d09266442a074f11916c3f"

// comm209At is comm in dialect 20.9, sent at a time.
func comm209At(now time.Time) func(Account) obj {
	return func(a Account) obj {
		comm := obj{
			"ct": "11", "cv": "20090008", "v": "20090008", "tmeAppID": "qqmusic", "chid": "10003505", "QIMEI36": "",
			"OpenUDID": testDevice, "OpenUDID2": "8d28a79023c39c200661fccd268a29a0", "udid": testDevice,
			"aid": "f76e48f3e3eb3ae4", "os_ver": "15", "phonetype": "V2408A",
		}
		owner := testDevice
		if a.MusicID != "" {
			owner = a.MusicID
			comm["qq"], comm["authst"], comm["tmeLoginType"] = a.MusicID, a.MusicKey, strconv.Itoa(a.LoginType)
		}
		comm["traceid"] = fmt.Sprintf("10002_%s_%d", owner, now.Unix())
		return comm
	}
}

// with is a comm with members set, or left out where the value is nil.
func with(comm func(Account) obj, members obj) func(Account) obj {
	return func(a Account) obj {
		changed := comm(a)
		for name, value := range members {
			changed[name] = value
			if value == nil {
				delete(changed, name)
			}
		}
		return changed
	}
}

// req is one call as it stands in a request.
func req(module, method string, param any) obj {
	return obj{"module": module, "method": method, "param": param}
}

func (c *client) body(calls ...obj) []byte {
	body := obj{"comm": c.comm(c.account)}
	for i, call := range calls {
		body[fmt.Sprintf("req_%d", i)] = call
	}
	data, err := json.Marshal(body)
	require.NoError(c.t, err)
	return data
}

// post sends a body and returns the status and the body of the answer.
func (c *client) post(path string, body []byte, headers ...string) (int, []byte) {
	c.t.Helper()
	r, err := http.NewRequest(http.MethodPost, c.url+path, bytes.NewReader(body))
	require.NoError(c.t, err)
	r.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	resp, err := http.DefaultClient.Do(r)
	require.NoError(c.t, err)
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	require.NoError(c.t, err)
	return resp.StatusCode, data
}

// reply is an answer with its integers as they were written.
type replyBody struct {
	code     int64
	children []child
}

type child struct {
	code int64
	data obj
}

func (c *client) read(body []byte) replyBody {
	c.t.Helper()
	top, ok := exactjson.Read(c.t, body).(obj)
	require.True(c.t, ok, "%s", body)
	out := replyBody{code: intAt(c.t, top, "code")}
	for i := 0; ; i++ {
		raw, ok := top[fmt.Sprintf("req_%d", i)].(obj)
		if !ok {
			return out
		}
		data, _ := raw["data"].(obj)
		out.children = append(out.children, child{code: intAt(c.t, raw, "code"), data: data})
	}
}

func intAt(t *testing.T, o obj, key string) int64 {
	t.Helper()
	number, ok := o[key].(json.Number)
	require.True(t, ok, "%s is %v", key, o[key])
	n, err := number.Int64()
	require.NoError(t, err)
	return n
}

func signedPath(body []byte) string {
	return SignedPath + "?_=1773489600000&sign=" + core.Sign(body)
}

// call sends one call, unsigned, and returns its code and data.
func (c *client) call(module, method string, param any) child {
	c.t.Helper()
	return c.send(c.body(req(module, method, param)), false)
}

// signedCall is call at the signed endpoint.
func (c *client) signedCall(module, method string, param any) child {
	c.t.Helper()
	return c.send(c.body(req(module, method, param)), true)
}

func (c *client) send(body []byte, signed bool) child {
	c.t.Helper()
	path := UnsignedPath
	if signed {
		path = signedPath(body)
	}
	status, answer := c.post(path, body)
	require.Equal(c.t, http.StatusOK, status, "%s", answer)
	got := c.read(answer)
	require.Zero(c.t, got.code, "%s", answer)
	require.Len(c.t, got.children, 1)
	return got.children[0]
}

// ok is call for one that must succeed, and returns its data.
func (c *client) ok(module, method string, param any) obj {
	c.t.Helper()
	got := c.call(module, method, param)
	require.Zero(c.t, got.code, "%v", got.data)
	return got.data
}

func (c *client) sessions(lastID string, lastTime any, size int) obj {
	c.t.Helper()
	return c.ok(moduleRead, "GetSessionList", obj{"last_id": lastID, "order": 1, "size": size, "last_time": lastTime, "from": 0, "FansFlag": 1})
}

func (c *client) messages(more obj) obj {
	c.t.Helper()
	return c.ok(moduleRead, "GetMessage", messageParam(more))
}

func messageParam(more obj) obj {
	param := obj{"order": 1, "size": 50, "flag": 0}
	for key, v := range more {
		param[key] = v
	}
	return param
}

func sendParam(userID, text string, more obj) obj {
	param := obj{"last_msg_seq": 0, "user_id": userID, "entrance": 0, "client_key": "", "msg_type": 0, "super_msg_flag": 0, "meta_data": obj{"content": text}}
	for key, v := range more {
		param[key] = v
	}
	return param
}

func listOf(o obj, key string) []obj {
	list, _ := o[key].([]any)
	out := make([]obj, 0, len(list))
	for _, e := range list {
		out = append(out, e.(obj))
	}
	return out
}

// control sends a request to the control surface and returns status and body.
func (c *client) control(method, name, body string, headers ...string) (int, string) {
	c.t.Helper()
	r, err := http.NewRequest(method, c.url+ControlPrefix+name, strings.NewReader(body))
	require.NoError(c.t, err)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	resp, err := http.DefaultClient.Do(r)
	require.NoError(c.t, err)
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	require.NoError(c.t, err)
	return resp.StatusCode, string(data)
}
