//go:build js && wasm

package jsbridge

import (
	"errors"
	"math"
	"slices"
	"syscall/js"

	"qqmusicpm/core"
	"qqmusicpm/internal/scope"
	"qqmusicpm/internal/small/context"
	"qqmusicpm/internal/small/time"
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
func (t *transport) RoundTrip(ctx context.Context, request *core.Request) (response *core.Response, err error) {
	err = protect(func() (err error) {
		response, err = t.send(ctx, request)
		return err
	})
	return response, err
}

func (t *transport) send(ctx context.Context, request *core.Request) (*core.Response, error) {
	controller := construct(abortControllerClass)
	abort := func() { call(controller, "abort") }
	defer scope.After(ctx, abort)()
	init := t.newOptions(request.Header)
	set(init, "body", text(string(request.Body)))
	set(init, "signal", controller.Get("signal"))
	var body body
	answer, err := body.receive(ctx, promiseOf(invoke(t.fetch, t.addressOf(request.URL), init)))
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
	response.Body, err = body.read(ctx, answer, request.MaxBytes)
	if err != nil {
		abort()
		return nil, err
	}
	return response, nil
}

// errNoResponse is the cause when the caller's own fetch gives something else.
var errNoResponse = errors.New("fetch did not give a Response")

// retryAfter reads the header's seconds, or its date.
func retryAfter(header js.Value) time.Duration {
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
	return time.Duration(min(ms, float64(maxTimeout/time.Millisecond))) * time.Millisecond
}

// body is the body of an answer while it is read.
type body struct {
	// reader is a Promise of the host's reader, or a reader of others.
	reader js.Value
	own    bool
	// pair has two chunks: most bodies are one, and then their end is known as soon as they are.
	pair [2]js.Value
}

// Functions of the host's streams, each of one argument for a Promise's then to call.
var responseBody, getReader, readChunk js.Value

// hostStreams looks the functions up when they are first needed: Node loads much for it. A host may lack them.
func hostStreams() bool {
	if readChunk.IsUndefined() {
		readChunk = js.Null()
		response, stream, reader := global("Response"), global("ReadableStream"), global("ReadableStreamDefaultReader")
		if isFunction(response) && isFunction(stream) && isFunction(reader) {
			responseBody = uncurried(call(response.Get("prototype"), "__lookupGetter__", text("body")))
			getReader = uncurried(stream.Get("prototype").Get("getReader"))
			readChunk = uncurried(reader.Get("prototype").Get("read"))
		}
	}
	return isFunction(readChunk)
}

// receive waits for an answer, and in the same wait for the first two chunks of its body where it is a Response of the
// host: a wait costs as much as ten calls. So an error status is told when its body begins, or the timeout is over.
func (b *body) receive(ctx context.Context, asked js.Value) (answer js.Value, err error) {
	if b.own = hostStreams(); b.own {
		b.reader = invoke(promiseThen, invoke(promiseThen, asked, responseBody), getReader)
		var all js.Value
		if all, err = awaitPromise(ctx, allOf(b.next(), b.next(), asked)); err == nil {
			b.take(all)
			return all.Index(2), nil
		}
		if ctx.Err() != nil {
			return all, err
		}
		if _, unreadable := awaitPromise(ctx, b.reader); unreadable == nil {
			return all, err // the body broke off
		}
		b.own = false
	}
	return awaitPromise(ctx, asked)
}

// next asks for a chunk.
func (b *body) next() js.Value {
	if b.own {
		return invoke(promiseThen, b.reader, readChunk)
	}
	return call(b.reader, "read")
}

// more waits for the next two chunks.
func (b *body) more(ctx context.Context) error {
	list, err := awaitPromise(ctx, allOf(b.next(), b.next()))
	if err == nil {
		b.take(list)
	}
	return err
}

func (b *body) take(list js.Value) { b.pair = [2]js.Value{list.Index(0), list.Index(1)} }

// read streams a body into one buffer, so that one that is too long is not read to its end.
func (b *body) read(ctx context.Context, answer js.Value, limit int64) (bytes []byte, err error) {
	if !b.own {
		stream := get(answer, "body")
		if kindOf(stream) != js.TypeObject || !isFunction(get(stream, "getReader")) {
			buffer, err := await(ctx, call(answer, "arrayBuffer"))
			if err != nil {
				return nil, err
			}
			return appendBytes(nil, construct(bytesClass, buffer), limit)
		}
		b.reader = call(stream, "getReader")
		if err = b.more(ctx); err != nil {
			return nil, err
		}
	}
	for {
		for _, chunk := range b.pair {
			value := get(chunk, "value")
			if value.IsUndefined() {
				return bytes, nil
			}
			if bytes, err = appendBytes(bytes, value, limit); err != nil {
				return nil, err
			}
		}
		if err = b.more(ctx); err != nil {
			return nil, err
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
