//go:build js && wasm

package jsbridge

import (
	"errors"
	"math"
	"syscall/js"

	"qqmusicpm/core"
	"qqmusicpm/core/scope"
)

// transport sends requests with fetch.
type transport struct{ fetch js.Value }

// RoundTrip implements core.Transport. The request carries no cookies and
// follows no redirect: its body holds the login, which no other address may see.
func (t transport) RoundTrip(ctx core.Context, request *core.Request) (*core.Response, error) {
	return protect(func() (*core.Response, error) { return t.send(ctx, request) })
}

func (t transport) send(ctx core.Context, request *core.Request) (*core.Response, error) {
	controller := global("AbortController").New()
	stop := scope.After(ctx, func() { controller.Call("abort") })
	defer stop()
	headers := map[string]any{}
	for _, field := range request.Header {
		headers[field.Name] = field.Value
	}
	answer, err := await(ctx, t.fetch.Invoke(request.URL, map[string]any{
		"method": "POST", "headers": headers, "body": string(request.Body), "signal": controller.Get("signal"),
		"credentials": "omit", "redirect": "error", "cache": "no-store", "referrerPolicy": "no-referrer",
	}))
	if err != nil {
		return nil, err
	}
	if kindOf(answer) != js.TypeObject || kindOf(get(answer, "status")) != js.TypeNumber {
		return nil, errNoResponse
	}
	response := &core.Response{Status: get(answer, "status").Int()}
	if headers := get(answer, "headers"); kindOf(headers) == js.TypeObject && isFunction(get(headers, "get")) {
		response.RetryAfter = retryAfter(headers.Call("get", "Retry-After"))
	}
	if response.Status != 200 {
		// The body is of no use; aborting frees the connection.
		controller.Call("abort")
		return response, nil
	}
	response.Body, err = readBody(ctx, answer, request.MaxBytes)
	if err != nil {
		controller.Call("abort")
		return nil, err
	}
	return response, nil
}

// errNoResponse is the cause when the caller's own fetch gives something else.
var errNoResponse = errors.New("fetch did not give a Response")

// retryAfter reads the header's seconds, or its date.
func retryAfter(header js.Value) core.Duration {
	if kindOf(header) != js.TypeString {
		return 0
	}
	ms := 1000 * global("Number").Invoke(header).Float()
	if math.IsNaN(ms) {
		ms = global("Date").Call("parse", header).Float() - global("Date").Call("now").Float()
	}
	if !(ms > 0) {
		return 0
	}
	return core.Duration(min(ms, float64(maxTimeout/scope.Millisecond))) * scope.Millisecond
}

// readBody streams a body into one buffer, so that one that is too long is not read to its end.
func readBody(ctx core.Context, answer js.Value, limit int64) ([]byte, error) {
	stream := get(answer, "body")
	if kindOf(stream) != js.TypeObject || !isFunction(get(stream, "getReader")) {
		buffer, err := await(ctx, answer.Call("arrayBuffer"))
		if err != nil {
			return nil, err
		}
		return appendBytes(nil, global("Uint8Array").New(buffer), limit)
	}
	reader := stream.Call("getReader")
	var body []byte
	for {
		chunk, err := await(ctx, reader.Call("read"))
		if err != nil {
			return nil, err
		}
		if get(chunk, "done").Truthy() {
			return body, nil
		}
		if body, err = appendBytes(body, get(chunk, "value"), limit); err != nil {
			return nil, err
		}
	}
}

func appendBytes(dst []byte, bytes js.Value, limit int64) ([]byte, error) {
	if !bytes.InstanceOf(global("Uint8Array")) {
		return nil, errNoResponse
	}
	have, more := len(dst), bytes.Length()
	if int64(have)+int64(more) > limit {
		return nil, core.ErrBodyTooLarge
	}
	if have+more > cap(dst) {
		dst = append(make([]byte, 0, max(have+more, 2*cap(dst), 4096)), dst...)
	}
	dst = dst[:have+more]
	js.CopyBytesToGo(dst[have:], bytes)
	return dst, nil
}
