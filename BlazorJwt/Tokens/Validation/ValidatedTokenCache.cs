using System.Collections.Concurrent;

namespace BlazorJwt.Tokens.Validation;

/// <summary>
/// Tokens that were found valid, so that the same text need not be parsed, and its signature not be verified, again
/// (docs/decisions/0008-valid-tokens-are-cached.md). What may change is not its matter: <see cref="TokenService"/> asks for key, times and
/// denylist each time.
/// </summary>
/// <param name="most">How many tokens at most; 0 for none.</param>
internal sealed class ValidatedTokenCache(int most)
{
    private readonly ConcurrentDictionary<TokenDigest, ValidatedToken> _tokens = new();

    public int Count => _tokens.Count;

    public ValidatedToken? Find(string? text) =>
        text is null || _tokens.IsEmpty || !TokenDigest.TryOf(text, out var digest) ? null : _tokens.GetValueOrDefault(digest);

    public void Add(string text, ValidatedToken token, DateTimeOffset now)
    {
        if (most == 0 || !TokenDigest.TryOf(text, out var digest)) return;
        if (_tokens.Count >= most) MakeRoom(now);
        _tokens[digest] = token;
    }

    // A cache may forget: where nothing has expired it starts empty, and each token is verified once more.
    private void MakeRoom(DateTimeOffset now)
    {
        foreach (var (digest, token) in _tokens)
        {
            if (token.ValidTo < now) _tokens.TryRemove(digest, out _);
        }

        if (_tokens.Count >= most) _tokens.Clear();
    }
}
