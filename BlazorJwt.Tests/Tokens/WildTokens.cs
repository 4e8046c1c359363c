using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.Tests.Tokens;

/// <summary>
/// Texts that look less and less like tokens, by a seed: bits, bytes, structure, JSON, Unicode, lengths, header members, numbers, and two
/// tokens cut together. Cheap to make: it signs again seldom, and with the fast algorithms.
/// </summary>
internal sealed class WildTokens
{
    private static readonly string[] HeaderNames =
        ["alg", "kid", "typ", "crit", "jwk", "jku", "x5u", "x5c", "x5t", "x5t#S256", "cty", "zip", "b64", "enc", "epk", "p2c", "p2s", "apu",
            "tag", "al\\u0067", "\\ud800", "", "iss"];

    private static readonly string[] ClaimNames =
        ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "client_id", "auth_time", "email", "address", "pan", "act", "cnf", "role", "azp",
            "actort", "😀", "", "s\\u0075b", "\\ud800", "a.b"];

    private static readonly string[] Values =
        ["null", "true", "false", "0", "-0", "-1", "1e400", "-1e400", "1E-400", "253402300799", "253402300800", "1700000000",
            "1700000000000", "9223372036854775808", "0.1e1", "\"\"", "\"1700000000\"", "\"none\"", "\"nOnE\"", "\"EdDSA\"",
            "\"HS256\"", "\"ES256\"", "\"at+jwt\"", "\"dir\"", "\"A256CBC-HS512\"", "\"DEF\"", "[]", "{}", "[[]]",
            "{\"a\":{\"a\":1,\"a\":2}}", "[{\"x\":1,\"x\":2}]", "\"a@example.com\"", "\"4111 1111 1111 1111\"", "4111111111111111",
            "\"\\ud83d\"", "\"\\ud83d\\ude00\"", "\"\\u0000\"", "\"https://attacker.example/\"", "NaN", "'x'", "tru", "01", "\"",
            "[\"exp\",\"exp\"]", "{\"kty\":\"EC\",\"crv\":\"P-256\"}"];

    private static readonly string[] Frames =
        ["Bearer {0}", "{{\"access_token\":\"{0}\"}}", "https://a.example/#token={0}&x=1", "\"{0}\"", "Authorization: Bearer {0}",
            "{0}\r\n", "{{\"a\":\"{0}\",\"id_token\":\"{0}\"}}", "[{0}]", "%22{0}%2E", "  {0}", "a=b; jwt={0}; Path=/", "{0}{0}"];

    // Letters with a meaning to somebody: directions, joiners, half characters, digits that are none, what folds to ASCII.
    private static readonly string[] Letters =
        ["\u202E", "\u200B", "\uFEFF", "\ud800", "\udc00", "😀", "\u0301", "\u0130", "\uFF0E", "\u3002", "\u0660", "\u212A", "\0", "\u0085",
            "\u2028", "=", "+", "/", "%2E", "%", ".", "..", "\"", "{", " ", "\n", "é", "漢"];

    private readonly Random _random;
    private readonly string[] _seeds;
    private readonly TokenKey _secret;
    private readonly TokenKey _curve;
    private string _last;

    public WildTokens(TokenWorld world, int seed)
    {
        _random = new(seed);
        (_secret, _curve) = (world.Key(SigningAlgorithms.HS256), world.Key());
        _seeds =
        [
            .. SigningAlgorithms.All.Select(algorithm => world.Token(algorithm)), world.Token(SigningAlgorithms.HS256),
                world.Token(SigningAlgorithms.HS256),
            Forge.Sign("""{"alg":"HS256","typ":"JWT"}""", "{}", _secret),
            $"{Forge.Encode("""{"alg":"none"}""")}.{Forge.Encode("""{"sub":"admin"}""")}.",
            $"{Forge.Encode("""{"alg":"EdDSA","typ":"JWT"}""")}.{Forge.Encode("""{"sub":"a","email":"a@example.com"}""")}.{new string('A', 86)}",
            $"{Forge.Encode("""{"alg":"dir","enc":"A256CBC-HS512","zip":"DEF"}""")}..AAAAAAAAAAAAAAAAAAAAAA.{new string('B', 128)}.{new string('C', 43)}",
            $"{Forge.Encode("""{"alg":"PBES2-HS256+A128KW","enc":"A128CBC-HS256","p2c":2000000000,"p2s":"AAAA"}""")}.AAAA.AAAA.AAAA.AAAA",
        ];
        _last = _seeds[0];
    }

    public string Next()
    {
        var text = Pick(_seeds);
        for (var left = _random.Next(1, 4); left > 0; left--)
        {
            text = _random.Next(14) switch
            {
                0 => Bit(text),
                1 => Cut(text),
                2 => Structure(text),
                3 => Splice(text),
                4 => text.Insert(_random.Next(text.Length + 1), Pick(Letters)),
                5 => Long(text),
                6 => _random.Next(3) == 0 ? string.Format(null, Pick(Frames), text) : text,
                7 => Part(text, 0, Bytes),
                8 => Part(text, 1, Bytes),
                9 or 10 => Part(text, 0, json => Members(json, HeaderNames)),
                _ => Part(text, 1, json => Members(json, ClaimNames)),
            };
            if (text.Length > 70_000) text = text[..70_000];
        }

        return _last = text;
    }

    private string Bit(string text)
    {
        if (text.Length == 0) return text;
        var letters = text.ToCharArray();
        for (var left = _random.Next(1, 4); left > 0;
        left--) letters[_random.Next(letters.Length)] ^= (char)(1 << _random.Next(_random.Next(4) == 0 ? 16 : 7));
        return new(letters);
    }

    private string Cut(string text) => _random.Next(2) == 0 ? text[.._random.Next(text.Length + 1)] : text[_random.Next(text.Length + 1)..];

    private string Splice(string text)
    {
        var other = _random.Next(2) == 0 ? _last : Pick(_seeds);
        return text[.._random.Next(text.Length + 1)] + other[_random.Next(other.Length + 1)..];
    }

    private string Structure(string text)
    {
        var parts = text.Split('.').ToList();
        var at = _random.Next(parts.Count);
        switch (_random.Next(5))
        {
            case 0: parts.RemoveAt(at); break;
            case 1: parts.Insert(at, Pick(["", "AAAA", "e30", "=", parts[at]])); break;
            case 2: (parts[0], parts[at]) = (parts[at], parts[0]); break;
            case 3: parts[at] = ""; break;
            default: parts.AddRange(parts.Take(4).ToArray()); break;
        }

        return string.Join('.', parts);
    }

    // Long texts cost the most and break the least, so they come seldom.
    private string Long(string text) => _random.Next(40) switch
    {
        0 => text + new string(Pick(["A", ".", " ", "é", "=", "{"])[0], _random.Next(60_000)),
        1 => string.Concat(Enumerable.Repeat(text[..Math.Min(text.Length, 200)], _random.Next(1, 300))),
        2 => Part(text, _random.Next(2), _ => Many()),
        _ => text + new string('A', _random.Next(8)),
    };

    // Payloads that are slow to read for anyone who compares each member with each, or writes out long names again and again.
    private string Many() => _random.Next(5) switch
    {
        0 => $"{{{string.Join(',', Enumerable.Range(0, _random.Next(3000)).Select(number => $"\"m{number / 2}\":\"{number}\""))}}}",
        1 =>
            $"{{\"{new string('n', 15_000)}\":[{string.Join(',', Enumerable.Repeat("{\"a\":1,\"a\":\"a@example.com\"}", _random.Next(1000)))}]}}",
        2 => string.Concat(Enumerable.Repeat("{\"a\":", _random.Next(4000))),
        3 => $"{{\"a\":{string.Concat(Enumerable.Repeat("[", _random.Next(40)))}",
        _ => $"{{\"a\":\"{string.Concat(Enumerable.Repeat("a@a.", _random.Next(8000)))}\",\"b\":{new string('1', _random.Next(9000))}}}",
    };

    // One part as JSON, changed and written back; a quarter of the tokens are signed again, so that some come past the signature.
    private string Part(string text, int index, Func<string, string> change)
    {
        var parts = text.Split('.');
        if (index >= parts.Length) return text;
        parts[index] = Forge.Encode(change(Json(parts[index])));
        if (parts.Length != 3 || _random.Next(4) > 0) return string.Join('.', parts);
        var key = _random.Next(12) == 0 ? _curve : _secret;
        return $"{parts[0]}.{parts[1]}.{Base64Url.EncodeToString(Forge.Signature($"{parts[0]}.{parts[1]}", key, key.Algorithm))}";
    }

    private static string Json(string part)
    {
        var room = new byte[Base64Url.GetMaxDecodedLength(part.Length)];
        return Base64Url.IsValid(part) ? Encoding.UTF8.GetString(room.AsSpan(0, Base64Url.DecodeFromChars(part, room))) : "{}";
    }

    private string Bytes(string json)
    {
        var at = _random.Next(json.Length + 1);
        return _random.Next(4) switch
        {
            0 => json[..at],
            1 => json.Insert(at, Pick(Letters)),
            2 => json.Insert(at, Pick(["\"", "{", "}", ",", "\\", ":", "[", "]", "\\u", "1", "-", "e", "/*", "//"])),
            _ => json.Length == 0 ? json : json.Remove(Math.Min(at, json.Length - 1), 1),
        };
    }

    private string Members(string json, string[] names)
    {
        List<string> members;
        try
        {
            using var parsed = JsonDocument.Parse(json);
            if (parsed.RootElement.ValueKind is not JsonValueKind.Object) return json;
            members = [.. parsed.RootElement.EnumerateObject().Select(member => member.ToString())];
        }
        catch (JsonException)
        {
            return json;
        }

        var added = $"\"{Pick(names)}\":{(_random.Next(5) == 0 ? $"{_random.NextInt64()}" : Pick(Values))}";
        var at = _random.Next(members.Count + 1);
        if (at < members.Count && _random.Next(3) > 0) members[at] = _random.Next(4) == 0 ? members[^1] : added;
        else members.Insert(at, added);
        return $"{{{string.Join(',', members)}}}";
    }

    private string Pick(string[] list) => list[_random.Next(list.Length)];
}
