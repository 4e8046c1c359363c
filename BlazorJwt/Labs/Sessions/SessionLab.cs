using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Labs.Sessions;

/// <summary>
/// One visitor's small server: a person, a key, a denylist and what was measured. Only the visitor's own requests change it. Deliberately
/// weak: its tokens are valid after signing out, unless the denylist is switched on. No other part of the app accepts them.
/// </summary>
public sealed class SessionLab
{
    internal const string Person = "robin";

    private const int MostSessions = 4;

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly Queue<string> _sessions = [];
    private readonly Dictionary<SignInMethod, SignInMethodReading> _readings = [];
    private readonly Dictionary<SignInMethod, (string Text, DateTimeOffset? EndsAt)> _copies = [];
    private IReadOnlyList<SignInMeasurement> _cells = [];
    private Denylist _denylist;

    internal SessionLab(string id, TimeProvider time)
    {
        (Id, _time, _denylist, Key) = (id, time, new(time), NewKey());
        Issuer = IssuerRoot + id;
    }

    /// <summary>The session of the visitor's browser (<c>sid</c>).</summary>
    internal string Id { get; }

    /// <summary>The <c>iss</c> of its tokens. It is the name of no real server.</summary>
    internal string Issuer { get; }

    internal static string IssuerRoot => "https://lab.example/sessions/";

    internal TokenKey Key { get; private set; }

    /// <summary>The person's role, as the server has it now.</summary>
    internal string Role { get; private set; } = "customer";

    internal bool AsksDenylist { get; set; }

    internal IReadOnlyList<SignInMeasurement> Cells
    {
        get
        {
            lock (_gate) return _cells;
        }
    }

    /// <summary>True while the thief holds a token of this lab that has not expired.</summary>
    internal bool IsCopiedTokenAlive
    {
        get
        {
            lock (_gate) return _copies.GetValueOrDefault(SignInMethod.Token).EndsAt > _time.GetUtcNow();
        }
    }

    /// <summary>The answer to the last request of the visitor's own browser; null before the first.</summary>
    internal SignInMethodReading? Last(SignInMethod method)
    {
        lock (_gate) return _readings.GetValueOrDefault(method);
    }

    /// <summary>Adds what was measured. A new measurement replaces that of the same cell.</summary>
    internal void Note(params IReadOnlyList<SignInMeasurement> cells)
    {
        lock (_gate) _cells = [.. _cells.Where(old => !cells.Any(cell => cell.IsSameCell(old))), .. cells];
    }

    internal void Clear()
    {
        lock (_gate)
        {
            _cells = [];
            _readings.Clear();
            _copies.Clear();
            AsksDenylist = false;
        }
    }

    /// <summary>
    /// The credential that a thief copied from the last accepted request; null when there was none. It leaves the server only with the
    /// thief's request.
    /// </summary>
    internal string? Copied(SignInMethod method)
    {
        lock (_gate) return _copies.GetValueOrDefault(method).Text;
    }

    /// <summary>
    /// Keeps the answer to a request of the visitor's own browser, and lets the thief copy a credential that was accepted.
    /// </summary>
    internal void Keep(SignInMethod method, SignInMethodReading reading, string? credential)
    {
        lock (_gate)
        {
            _readings[method] = reading;
            if (reading.IsKnown && credential is not null) _copies[method] = (credential, reading.EndsAt);
        }
    }

    internal void SwitchRole()
    {
        lock (_gate) Role = Role == "customer" ? "manager" : "customer";
    }

    /// <summary>Puts a token on the denylist. Every sign-out does; <see cref="AsksDenylist"/> decides whether anyone looks there.</summary>
    internal void Revoke(string jwtId, DateTimeOffset until)
    {
        lock (_gate) _denylist.Revoke(Issuer, jwtId, until);
    }

    internal bool IsRevoked(string jwtId)
    {
        lock (_gate) return _denylist.IsRevoked(Issuer, jwtId);
    }

    /// <returns>The sessions that are too many now.</returns>
    internal IReadOnlyList<string> Began(string key)
    {
        lock (_gate)
        {
            _sessions.Enqueue(key);
            List<string> surplus = [];
            while (_sessions.Count > MostSessions) surplus.Add(_sessions.Dequeue());
            return surplus;
        }
    }

    /// <summary>The sessions that were begun, those that have ended since included.</summary>
    internal IReadOnlyList<string> Sessions()
    {
        lock (_gate) return [.. _sessions];
    }

    /// <summary>
    /// Empties what a process keeps in memory: the denylist, the sessions, and the key unless it is in the configuration.
    /// </summary>
    /// <returns>The sessions that end.</returns>
    internal IReadOnlyList<string> Restart(bool keepKey)
    {
        lock (_gate)
        {
            if (!keepKey) Key = NewKey();
            _denylist = new(_time);
            string[] gone = [.. _sessions];
            _sessions.Clear();
            return gone;
        }
    }

    public override string ToString() => "session lab (redacted)";

    private static TokenKey NewKey() => TokenKey.Create(SigningAlgorithms.ES256).ForgottenWithItself();
}
