//go:build js && wasm

package jsbridge

import (
	"errors"
	"math"
	"slices"
	"syscall/js"

	"qqmusicpm/core"
	"qqmusicpm/core/scope"
)

// transport sends requests with fetch.
type transport struct {
	fetch js.Value
	// options are what the requests with these headers have in common, as JSON.
	options js.Value
	headers []core.HeaderField
	// address is the URL of the last request, which is that of most.
	address js.Value
	url     string
}

// newOptions returns options of fetch without what changes from request to request.
func (t *transport) newOptions(headers []core.HeaderField) js.Value {
	if !slices.Equal(t.headers, headers) {
		options := invoke(jsonParse, text(commonOptions))
		object := construct(objectClass)
		for _, field := range headers {
			set(object, field.Name, text(field.Value))
		}
		set(options, "headers", object)
		t.headers, t.options = headers, invoke(jsonStringify, options)
	}
	return invoke(jsonParse, t.options)
}

// commonOptions are what all requests have in common.
const commonOptions = `{"method":"POST","credentials":"omit","redirect":"error","cache":"no-store","referrerPolicy":"no-referrer"}`

func (t *transport) addressOf(url string) js.Value {
	if t.url != url {
		t.url, t.address = url, text(url)
	}
	return t.address
}

// RoundTrip implements core.Transport. The request carries no cookies and
// follows no redirect: its body holds the login, which no other address may see.
func (t *transport) RoundTrip(ctx core.Context, request *core.Request) (response *core.Response, err error) {
	err = protect(func() (err error) {
		response, err = t.send(ctx, request)
		return err
	})
	return response, err
}

func (t *transport) send(ctx core.Context, request *core.Request) (*core.Response, error) {
	controller := construct(abortControllerClass)
	abort := func() { call(controller, "abort") }
	defer scope.After(ctx, abort)()
	init := t.newOptions(request.Header)
	set(init, "body", text(string(request.Body)))
	set(init, "signal", controller.Get("signal"))
	answer, err := await(ctx, invoke(t.fetch, t.addressOf(request.URL), init))
	if err != nil {
		return nil, err
	}
	var status js.Value
	if kindOf(answer) == js.TypeObject {
		status = get(answer, "status")
	}
	if kindOf(status) != js.TypeNumber {
		return nil, errNoResponse
	}
	response := &core.Response{Status: status.Int()}
	if response.Status != 200 {
		if headers := get(answer, "headers"); kindOf(headers) == js.TypeObject && isFunction(get(headers, "get")) {
			response.RetryAfter = retryAfter(call(headers, "get", text("Retry-After")))
		}
		// The body is of no use; aborting frees the connection.
		abort()
		return response, nil
	}
	response.Body, err = readBody(ctx, answer, request.MaxBytes)
	if err != nil {
		abort()
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
	ms := 1000 * invoke(numberClass, header).Float()
	if math.IsNaN(ms) {
		ms = call(dateClass, "parse", header).Float() - now()
	}
	if !(ms > 0) {
		return 0
	}
	return core.Duration(min(ms, float64(maxTimeout/scope.Millisecond))) * scope.Millisecond
}

// readBody streams a body into one buffer, so that one that is too long is not read to its end.
func readBody(ctx core.Context, answer js.Value, limit int64) ([]byte, error) {
	stream := get(answer, "body")
	if !stream.InstanceOf(readableStreamClass) && (kindOf(stream) != js.TypeObject || !isFunction(get(stream, "getReader"))) {
		buffer, err := await(ctx, call(answer, "arrayBuffer"))
		if err != nil {
			return nil, err
		}
		return appendBytes(nil, construct(bytesClass, buffer), limit)
	}
	reader := call(stream, "getReader")
	var body []byte
	for {
		// Two at a time: most bodies are one chunk, and then their end is known as soon as they are.
		pair, err := awaitPromise(ctx, invoke(promiseAll, invoke(arrayOf, call(reader, "read"), call(reader, "read"))))
		if err != nil {
			return nil, err
		}
		for i := range 2 {
			chunk := pair.Index(i)
			if get(chunk, "done").Truthy() {
				return body, nil
			}
			if body, err = appendBytes(body, get(chunk, "value"), limit); err != nil {
				return nil, err
			}
		}
	}
}

func appendBytes(dst []byte, bytes js.Value, limit int64) ([]byte, error) {
	if !bytes.InstanceOf(bytesClass) {
		return nil, errNoResponse
	}
	have, more := len(dst), bytes.Length()
	if int64(have)+int64(more) > limit {
		return nil, core.ErrBodyTooLarge
	}
	if have+more > cap(dst) {
		dst = append(make([]byte, 0, max(have+more, 2*cap(dst))), dst...)
	}
	dst = dst[:have+more]
	js.CopyBytesToGo(dst[have:], bytes)
	return dst, nil
}
