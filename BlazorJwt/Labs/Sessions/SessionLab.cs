using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Labs.Sessions;

/// <summary>
/// One visitor's small server: a person, a key, a denylist and what was measured. Nobody else's requests change it. Deliberately weak: its
/// tokens can be used after signing out, unless the denylist is switched on. No other part of the app accepts them.
/// </summary>
public sealed class SessionLab
{
    /// <summary>The person who is signed in.</summary>
    public const string Person = "robin";

    private const int MostSessions = 4;

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly Queue<string> _sessions = [];
    private readonly Dictionary<string, SignInMethodReading> _readings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Text, DateTimeOffset? EndsAt)> _copies = new(StringComparer.Ordinal);
    private IReadOnlyList<SignInMeasurement> _cells = [];
    private Denylist _denylist;

    internal SessionLab(string id, TimeProvider time)
    {
        (Id, _time, _denylist, Key) = (id, time, new(time), NewKey());
        Issuer = IssuerRoot + id;
    }

    /// <summary>Whose it is: the session of the visitor's browser (<c>sid</c>).</summary>
    public string Id { get; }

    /// <summary>The <c>iss</c> of its tokens. It names no real server.</summary>
    public string Issuer { get; }

    /// <summary>The person's role, as the server has it now.</summary>
    public string Role { get; private set; } = "customer";

    /// <summary>Whether a check looks into the denylist.</summary>
    public bool AsksDenylist { get; set; }

    /// <summary>The key that its tokens are signed with.</summary>
    public TokenKey Key { get; private set; }

    /// <summary>What was measured, a cell for each row, lane and condition.</summary>
    public IReadOnlyList<SignInMeasurement> Cells
    {
        get
        {
            lock (_gate) return _cells;
        }
    }

    internal static string IssuerRoot => "https://lab.example/sessions/";

    /// <summary>What the last request of the visitor's own browser showed; null before the first.</summary>
    public SignInMethodReading? Last(SignInMethod lane)
    {
        lock (_gate) return _readings.GetValueOrDefault(lane.Slug);
    }

    /// <summary>True while the thief holds a token of this lab that has not expired.</summary>
    public bool IsCopiedTokenAlive
    {
        get
        {
            lock (_gate) return _copies.GetValueOrDefault(SignInMethod.Token.Slug).EndsAt > _time.GetUtcNow();
        }
    }

    /// <summary>Takes in what was measured. A cell holds what was measured last.</summary>
    public void Note(params IReadOnlyList<SignInMeasurement> cells)
    {
        lock (_gate) _cells = [.. _cells.Where(old => !cells.Any(cell => (cell.Measure, cell.Lane, cell.Under) == (old.Measure, old.Lane, old.Under))), .. cells];
    }

    /// <summary>Forgets what was measured.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _cells = [];
            _readings.Clear();
            _copies.Clear();
            AsksDenylist = false;
        }
    }

    /// <summary>The credential that a thief copied from the last good request of a lane; null when there was none. It leaves the server only with the thief's request.</summary>
    internal string? Copied(SignInMethod lane)
    {
        lock (_gate) return _copies.GetValueOrDefault(lane.Slug).Text;
    }

    /// <summary>Keeps what a request of the visitor's own browser showed, and lets the thief copy a credential that worked.</summary>
    internal void Keep(SignInMethod lane, SignInMethodReading reading, string? credential)
    {
        lock (_gate)
        {
            _readings[lane.Slug] = reading;
            if (reading.IsKnown && credential is not null) _copies[lane.Slug] = (credential, reading.EndsAt);
        }
    }

    /// <summary>Gives the person the other role.</summary>
    internal void SwitchRole()
    {
        lock (_gate) Role = Role == "customer" ? "manager" : "customer";
    }

    /// <summary>Writes a token on the denylist. It is written at every sign-out; whether a check looks there is <see cref="AsksDenylist"/>.</summary>
    internal void TakeBack(string jwtId, DateTimeOffset until)
    {
        lock (_gate) _denylist.Revoke(Issuer, jwtId, until);
    }

    /// <summary>True when the token stands on the denylist. Asking is a look-up, and counted.</summary>
    internal bool IsTakenBack(string jwtId, LookUpCount lookUps)
    {
        lookUps.Add();
        lock (_gate) return _denylist.IsRevoked(Issuer, jwtId);
    }

    /// <summary>Notes that a session was begun.</summary>
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

    /// <summary>Empties what a process keeps in memory: the denylist, the sessions, and the key unless it is kept in the configuration.</summary>
    /// <returns>The sessions to be forgotten.</returns>
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

    /// <summary>Names the lab, never what it keeps.</summary>
    public override string ToString() => "session lab (redacted)";

    private static TokenKey NewKey() => TokenKey.Create(SigningAlgorithms.ES256).ForgottenWithItself();
}
