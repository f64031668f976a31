//go:build js && wasm

package jsbridge

import (
	"errors"
	"math"
	"slices"
	"syscall/js"

	"qqmusicpm/core"
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
	// signals tells what came of trying whether requests take signals.
	signals signalUse
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
		controller := construct(abortControllerClass)
		defer func() {
			if response == nil || response.Status != 200 {
				// Nobody waits for the answer, or reads the rest of its body: this frees the connection.
				quietly(func() { call(controller, "abort") })
			}
		}()
		init := t.newOptions(request.Header)
		set(init, "body", text(string(request.Body)))
		if signal := controller.Get("signal"); t.takes(signal) {
			set(init, "signal", signal)
		}
		response, err = receive(ctx, promiseOf(invoke(t.fetch, t.addressOf(request.URL), init)), request.MaxBytes)
		return err
	})
	return response, err
}

type signalUse int

const (
	signalsUntried signalUse = iota
	signalsTaken
	signalsRefused
)

// takes tells whether the host's requests take the signals of its AbortController. Under jsdom the two have different
// makers, and fetch would refuse every request; without a signal it only ends later than the call.
func (t *transport) takes(signal js.Value) bool {
	if t.signals == signalsUntried {
		t.signals = signalsTaken
		if request := global("Request"); isFunction(request) {
			init := construct(objectClass)
			set(init, "signal", signal)
			err := protect(func() error {
				construct(request, text(core.DefaultEndpoint), init) // sends nothing
				return nil
			})
			if err != nil {
				t.signals = signalsRefused
			}
		}
	}
	return t.signals == signalsTaken
}

// receive waits for an answer. Its status is told when it is there, and only one of 200 needs its body.
func receive(ctx context.Context, asked js.Value, limit int64) (*core.Response, error) {
	var body body
	var broken error
	streams := hostStreams()
	if streams {
		if broken = body.begin(ctx, asked); broken == nil {
			return body.readAll(ctx, limit)
		}
	}
	answer, err := awaitPromise(ctx, asked)
	if err != nil {
		return nil, err
	}
	response, err := headOf(answer)
	if err != nil || response.Status != 200 {
		return response, err
	}
	if streams && isHostBody(answer) {
		return nil, broken
	}
	if err = body.open(ctx, answer); err != nil {
		return nil, err
	}
	return body.readAll(ctx, limit)
}

// errNoResponse is the cause when the caller's own fetch gives something else.
var errNoResponse = errors.New("fetch did not give a Response")

// headOf is an answer without its body.
func headOf(answer js.Value) (*core.Response, error) {
	var status js.Value
	if kindOf(answer) == js.TypeObject {
		status = get(answer, "status")
	}
	if kindOf(status) != js.TypeNumber || !(status.Float() >= 100) { // that of an error's Response is 0
		return nil, errNoResponse
	}
	response := &core.Response{Status: status.Int()}
	if response.Status != 200 {
		// The status counts whatever is wrong with the headers.
		quietly(func() {
			response.RetryAfter = retryAfter(callOther(get(answer, "headers"), "get", text("Retry-After")))
		})
	}
	return response, nil
}

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

// Functions of the host's own answers and streams, each of one argument for a Promise's then to call.
var responseStatus, refuseAbove200, responseBody, getReader, readChunk js.Value

// hostStreams looks the functions up when they are first needed: Node loads much for it. A host may lack them.
func hostStreams() bool {
	if readChunk.IsUndefined() {
		readChunk = js.Null()
		quietly(func() {
			response, stream, reader := global("Response"), global("ReadableStream"), global("ReadableStreamDefaultReader")
			responseStatus = uncurried(getterOf(response, "status"))
			responseBody = uncurried(getterOf(response, "body"))
			getReader = uncurried(get(get(stream, "prototype"), "getReader"))
			// A Content-Security-Policy forbids functions made of text. This one of the host throws where its bytes end.
			table := construct(dataViewClass, construct(global("ArrayBuffer"), number(200+1)))
			refuseAbove200 = call(table.Get("getUint8"), "bind", table)
			readChunk = uncurried(get(get(reader, "prototype"), "read"))
		})
	}
	return isFunction(readChunk)
}

// getterOf is the getter of a property that a class of the host has.
func getterOf(class js.Value, name string) js.Value {
	return callOther(get(class, "prototype"), "__lookupGetter__", text(name))
}

// isHostBody tells whether an answer is a Response of the host with a body.
func isHostBody(answer js.Value) bool {
	err := protect(func() error {
		if invoke(responseBody, answer).IsNull() {
			return errNoResponse
		}
		return nil
	})
	return err == nil
}

// begin waits, where the answer is a Response of the host, for it and the first two chunks of its body at once: a wait
// costs as much as ten calls. It fails as soon as anything else is known: no answer, another kind of answer, a status
// that is not 200 (the host has none below, but the 0 of a Response without a body), a body that breaks off.
func (b *body) begin(ctx context.Context, asked js.Value) error {
	b.own = true
	checked := then(then(asked, responseStatus), refuseAbove200)
	b.reader = then(then(asked, responseBody), getReader)
	return b.take(ctx, allOf(b.next(), b.next(), checked))
}

// open begins with the body of an answer of any other kind. One that is no stream is a single chunk.
func (b *body) open(ctx context.Context, answer js.Value) error {
	b.own = false
	if stream := get(answer, "body"); kindOf(stream) == js.TypeObject && isFunction(get(stream, "getReader")) {
		b.reader = callOther(stream, "getReader")
		return b.more(ctx)
	}
	if !isFunction(get(answer, "arrayBuffer")) {
		return errNoResponse
	}
	whole, err := await(ctx, callOther(answer, "arrayBuffer"))
	chunk, end := construct(objectClass), construct(objectClass)
	set(chunk, "value", whole)
	b.pair = [2]js.Value{chunk, end}
	return err
}

// next asks for a chunk.
func (b *body) next() js.Value {
	if b.own {
		return then(b.reader, readChunk)
	}
	return callOther(b.reader, "read")
}

// more waits for the next two chunks.
func (b *body) more(ctx context.Context) error { return b.take(ctx, allOf(b.next(), b.next())) }

// take waits for a list that begins with two chunks.
func (b *body) take(ctx context.Context, asked js.Value) error {
	list, err := awaitPromise(ctx, asked)
	if err == nil {
		b.pair = [2]js.Value{list.Index(0), list.Index(1)}
	}
	return err
}

// readAll streams a body into one buffer, so that one that is too long is not read to its end.
func (b *body) readAll(ctx context.Context, limit int64) (*core.Response, error) {
	var bytes []byte
	for {
		for _, chunk := range b.pair {
			value := get(chunk, "value")
			if value.IsUndefined() {
				return &core.Response{Status: 200, Body: bytes}, nil
			}
			var err error
			if bytes, err = appendBytes(bytes, value, limit); err != nil {
				return nil, err
			}
		}
		if err := b.more(ctx); err != nil {
			return nil, err
		}
	}
}

func appendBytes(dst []byte, value js.Value, limit int64) ([]byte, error) {
	bytes, err := bytesOf(value)
	if err != nil {
		return nil, err
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

// bytesOf is this realm's view of a buffer or of a view that any realm made; nothing is copied.
func bytesOf(value js.Value) (bytes js.Value, err error) {
	err = protect(func() error {
		if !invoke(bufferIsView, value).Bool() {
			value = construct(dataViewClass, value) // throws at what is no buffer
		} else if value.InstanceOf(bytesClass) { // no proxy, so that throws nothing
			bytes = value
			return nil
		}
		bytes = construct(bytesClass, get(value, "buffer"), get(value, "byteOffset"), get(value, "byteLength"))
		return nil
	})
	if err != nil {
		err = errNoResponse
	}
	return bytes, err
}
