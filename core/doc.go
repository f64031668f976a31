// Package core is a client of QQ Music's private messages (QQ 音乐私信): the
// conversations, messages, settings and buttons that otherwise only the phone
// app shows. It runs natively and, compiled to WebAssembly, in browsers; what it
// needs from either comes in through [Host]. Package native has one for Go programs.
//
//	client, err := native.NewClient(core.Credential{MusicID: "10001", MusicKey: musicKey})
//	if err != nil {
//		return err
//	}
//	defer client.Close()
//	for session, err := range client.Sessions(ctx, core.GetSessionsParams{}) {
//		if err != nil {
//			return err
//		}
//		println(session.User.Nick, session.NewMsgCnt)
//	}
//
// # Calls
//
// There are 15 calls, each a method of [Client] with a struct of parameters and a
// result of its own. Parameters that the protocol has a default for are
// [Optional]: the zero value is that default, [Set], [Int] and [String] give a
// value, and [Null] is the protocol's null. Calls that change something are
// writes: all of the module PrivateMsgWrite, and GetSafetyHint with a Close other
// than 0. Any number of calls may be made at once; they share a rate limit,
// 50 requests at once and 10 a second after that unless [Config] says otherwise.
//
// # Credentials
//
// A [Credential] is the account's number and its login key, musickey. It is
// checked before anything is sent: without either, a call fails with a
// [CredentialInvalidError]; past its lifetime, where that is known, with a
// [CredentialExpiredError], as it does when the gateway finds it expired. A
// [Config.CredentialSource] is asked before each call, [Client.SetCredential]
// changes the login, and [WithCredential] replaces it, whole, for one call.
// The key goes into the body of requests and nowhere else: no error, event or
// stored text holds it.
//
// Before the first call the client asks for a gateway session, and again when the day ends in
// China (in the older dialect: for each account, and when it is a day old). With a [Storage] the session and the random device
// of [DeviceProfile] outlive the program.
//
// # Pages
//
// [Client.Sessions] and [Client.Messages] iterate over the items of the two lists,
// [Client.SessionPages] and [Client.MessagePages] over their pages; a break stops asking. All
// pages belong to the account of the first. A list whose next cursor is empty or was used before
// ends with a [DataError], never silently and never in a circle. [Answer.Next] goes on a step at a time.
//
// # Batches
//
// [Client.Batch] puts up to [MaxBatch] calls into one request. The first failure ends it; with
// [BatchOptions.Settled] each call has its own outcome. [Decode] reads the answers. A batch that
// holds a write is sent in the order of its calls, one request after another.
//
// # Errors
//
// Every error is of one of these types, which errors.As finds and [FaultOf] reads
// whichever it is; a context that ends gives its own cause instead, which errors.Is finds
// in an AbortedError too.
//
//	InvalidArgumentError    Argument names the parameter: correct it. Nothing was sent.
//	CredentialInvalidError  there is no login: sign in. Nothing was sent.
//	CredentialExpiredError  the login has expired: sign in again.
//	SignatureRequiredError  the gateway wants the call signed, which SignAuto does by itself.
//	RateLimitedError        wait some seconds, or let the user open FeedbackURL.
//	CGIError                the call was refused: Code and Data say why.
//	GatewayError            the whole request was refused: Code says why.
//	HTTPError               Status is not 200; RetryAfter says when to come back.
//	NetworkError            no answer came; the text and Cause say why: refused, no such host, TLS.
//	TimeoutError            an attempt took too long.
//	DataError               the answer is not what the protocol says; Path is where.
//	ClosedError             the client was closed.
//	ModuleError             something panicked, here or in the Host.
//	AbortedError            the context ended when a write had left: it may have been carried out.
//
// [Fault.Retryable] says that the same call may be made again and may then succeed.
// [Fault.MaybeSent] says that a write may have reached the gateway although it
// failed here: look, or ask the user, and do not send it again unseen.
//
// # Retries
//
// Reads are repeated after a NetworkError, a TimeoutError, and the HTTP statuses 429
// and 5xx, twice by default, with growing waits of random length; a Retry-After of up to a
// minute is obeyed, a longer one given back at once. A write is never sent
// twice after it may have left. Read or write, a call refused for want of a signature
// was not carried out, so it is signed and sent once more. A rate
// limit, code 2001, is never retried by itself. The timeout is for one attempt;
// a deadline for the whole call is the context's.
//
// # Integers
//
// The protocol's integers have 64 bits and accounts up to 19 digits, more than a
// float64 holds. They are int64 here, ids are strings, and no digit is lost on the way.
// In [Answer.PublicJSON], an integer beyond ±(2^53-1) is a string of
// its digits, so that JavaScript reads it exactly.
//
// # Values that cannot be read
//
// The gateway is not strict about its types: a number may come as a string, and null in the place of anything;
// both are read. Any other wrong type costs the value alone: it has its default, or what it belongs to is left out,
// and the answer lists it as a [Problem]. Without some values an answer would mislead: the list itself,
// has_more, result codes. One of those that cannot be read is a [DataError] that names the place; with
// [Config.Strict] every value is.
//
// # The app's version
//
// A client says that it is a version of the phone app. [Config.Dialect] is how that version speaks,
// [Config.Comm] sets single members of what it says, for the day on which the gateway wants another number.
//
// # News
//
// [Client.Watch] looks at the list of conversations again and again and yields what changed.
//
// # Without a client
//
// NewCall of a parameter struct checks and encodes a call. [Comm] and
// [AppendRequest] write a request's body, [Sign] signs it, [ParseResponse] reads the
// answer and [Decode] what it says.
//
// # What is not known
//
// The protocol is not public. The meaning of order, flag, state, show type,
// subcode and reason is not known: they are passed through as integers. Objects that no
// model describes are a [RawObject], kept as they came. [Client.MarkAllMessagesRead] with
// CmdFlag 1 marks every conversation read, whatever the uin: ask the user first.
package core

//go:generate go run ../internal/generate -root ..
