package gateway

import "strconv"

// refuses returns the refusal of a call of this method, nil when it is welcome.
func (c Contrary) refuses(d *dialect, method string) *refusal {
	code := map[*dialect]int64{dialect209: c.Refuse209, dialect149: c.Refuse149}[d]
	if code == 0 && method == methodSession {
		code = c.RefuseSession
	}
	if code == 0 {
		return nil
	}
	return refuse(code, asTold)
}

const asTold = "refused, as it was told to"

// refusesAll returns the refusal of a whole request, nil when there is none.
func (c Contrary) refusesAll(env envelope) *refusal {
	if !c.RefuseOuter {
		return nil
	}
	for _, call := range env.calls {
		if err := c.refuses(env.comm.dialect(), call.method); err != nil {
			return err
		}
	}
	return nil
}

// refusesUser returns the refusal of a user_id that is no uin, nil where it is
// one or may be another.
func (c Contrary) refusesUser(p params) *refusal {
	userID := p.text("user_id")
	if c.PeerUsers != "encryptedRefused" || userID == "" {
		return nil
	}
	if _, err := strconv.ParseUint(userID, 10, 64); err != nil {
		return refuse(codeContrary, "user_id: is not a uin")
	}
	return nil
}

// wantsNewLogin returns the refusal of a login that is not a renewed one, nil
// when any will do.
func (c Contrary) wantsNewLogin() *refusal {
	switch c.LoginPause {
	case "page":
		return &refusal{code: codeRateLimit, page: loginPage}
	case "bare":
		return refuse(codeRateLimit, "")
	}
	return nil
}

// wearOut counts a request that holds this musickey, and reports whether it
// has been used too often. The caller holds the mutex.
func (g *Gateway) wearOut(musicKey string) bool {
	if g.contrary.KeyRequests == 0 || musicKey == "" {
		return false
	}
	g.keyUses[musicKey]++
	return g.keyUses[musicKey] > g.contrary.KeyRequests
}
