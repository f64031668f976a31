package gateway

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

const maxCalls = 20

// comm is the part of a request that says who asks, by wire key.
type comm map[string]json.RawMessage

// call is one req_n of a request.
type call struct {
	module, method string
	param          json.RawMessage
	refused        *refusal // the call is not well formed; its siblings may be
}

// envelope is a request body, calls in the order of their numbers.
type envelope struct {
	comm  comm
	calls []call
}

// asks reports whether a call has this method.
func (e envelope) asks(method string) bool {
	return slices.ContainsFunc(e.calls, func(c call) bool { return c.method == method })
}

// parseEnvelope reads a request body (docs/protocol.md §1). A refusal is for the whole
// request: what is wrong with one call alone is in its refused.
func parseEnvelope(body []byte) (envelope, *refusal) {
	if !utf8.Valid(body) {
		return envelope{}, refuse(codeBadEnvelope, "body is not UTF-8")
	}
	var top map[string]json.RawMessage
	if err := json.Unmarshal(body, &top); err != nil || top == nil {
		return envelope{}, refuse(codeBadEnvelope, "body is not a JSON object")
	}
	var env envelope
	if err := json.Unmarshal(top["comm"], &env.comm); err != nil || env.comm == nil {
		return envelope{}, refuse(codeBadEnvelope, "comm is not an object")
	}
	delete(top, "comm")
	if len(top) > maxCalls {
		return env, refuse(codeTooManyCalls, fmt.Sprintf("%d calls, at most %d go in one request", len(top), maxCalls))
	}
	if len(top) == 0 {
		return env, refuse(codeBadEnvelope, "no req_0")
	}
	for i := range len(top) {
		name := "req_" + strconv.Itoa(i)
		raw, ok := top[name]
		if !ok {
			return env, refuse(codeBadEnvelope, "no "+name+" beside "+strings.Join(sortedKeys(top), ", "))
		}
		env.calls = append(env.calls, parseCall(name, raw))
	}
	return env, nil
}

// parseCall goes through a map, since struct fields would also take a key in
// another case.
func parseCall(name string, raw json.RawMessage) call {
	bad := func(why string) call { return call{refused: refuse(codeBadParam, name+": "+why)} }
	var keys map[string]json.RawMessage
	if err := json.Unmarshal(raw, &keys); err != nil || keys == nil {
		return bad("is not an object")
	}
	var c call
	for _, key := range sortedKeys(keys) {
		switch v := keys[key]; key {
		case "param":
			c.param = v
		case "module", "method":
			if !text.holds(v) {
				return bad(key + " is not a string")
			}
			if key == "module" {
				c.module = stringOf(v)
			} else {
				c.method = stringOf(v)
			}
		default:
			return bad(key + " is not a key of a call")
		}
	}
	if c.module == "" || c.method == "" || c.param == nil {
		return bad("module, method and param are all wanted")
	}
	return c
}

// stringOf returns the text of a JSON string, "" of any other value.
func stringOf(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return ""
	}
	return s
}
