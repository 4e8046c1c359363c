using System.Text;
using System.Text.Json;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.Tests.Tokens;

/// <summary>Breaks good tokens, by a seed: in their letters, in their bytes and in their members, signed again with the right key, a wrong
/// one or not at all.</summary>
internal sealed class Mutations(TokenWorld world, int seed)
{
    private static readonly string[] HeaderNames = ["alg", "kid", "typ", "crit", "jwk", "jku", "x5c", "cty", "zip", "x5t", "b64", "enc",
        "al\\u0067", "\\ud800"];
    private static readonly string[] ClaimNames =
        ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "client_id", "role", "scope", "act", "actort", "azp", "auth_time", "nonce", "cnf",
            "😀", "", "s\\u0075b", "e\\u0078p", "\\ud800"];

    private readonly Random _random = new(seed);
    private readonly Dictionary<string, TokenKey> _attackers = SigningAlgorithms.All.Where(
        algorithm => algorithm[0] != 'P' && algorithm[0] != 'R').ToDictionary(algorithm => algorithm, TokenKey.Create);

    public string Next()
    {
        // RSA keys sign slowly, so they come less often.
        var algorithm = Pick(["ES256", "ES256", "ES256", "HS256", "HS256", "HS256", "RS256", "PS256"]);
        var token = world.Token(algorithm);
        return _random.Next(8) switch
        {
            0 => Letters(token),
            1 => Resigned(algorithm, Bytes(Forge.Json(token, 0)), Forge.Json(token, 1)),
            2 => Resigned(algorithm, Forge.Json(token, 0), Bytes(Forge.Json(token, 1))),
            3 => Resigned(algorithm, Members(Forge.Json(token, 0), HeaderNames), Forge.Json(token, 1)),
            4 => token,
            5 => Letters(Resigned(algorithm, Forge.Json(token, 0), Members(Forge.Json(token, 1), ClaimNames))),
            _ => Resigned(algorithm, Forge.Json(token, 0), Members(Forge.Json(token, 1), ClaimNames)),
        };
    }

    private string Resigned(string algorithm, string header, string payload)
    {
        if (_random.Next(10) > 0) return Forge.Sign(header, payload, world.Key(algorithm));
        return _random.Next(3) switch
        {
            0 => $"{Forge.Encode(header)}.{Forge.Encode(payload)}.{world.Token(algorithm).Split('.')[2]}",
            1 => Forge.Sign(header, payload, world.Key(Pick(SigningAlgorithms.All))),
            _ => Forge.Sign(header, payload, Pick([.. _attackers.Values])),
        };
    }

    private string Letters(string token)
    {
        var text = new StringBuilder(token);
        for (var left = _random.Next(1, 4); left > 0; left--)
        {
            var at = _random.Next(text.Length);
            switch (_random.Next(6))
            {
                case 0: text[at] = "ABCxyz019-_.=+/ é"[_random.Next(17)]; break;
                case 1: text.Remove(at, 1); break;
                case 2: text.Insert(at, "A.=_ \0"[_random.Next(6)]); break;
                case 3: text.Length = Math.Max(1, at); break;
                case 4: text.Append(Pick(["=", ".", "A", "\n", ".AAAA", ".AAAA.AAAA"])); break;
                default: text[^1] = (char)(text[^1] + 1); break;
            }
        }

        return text.ToString();
    }

    private string Bytes(string json)
    {
        var at = _random.Next(json.Length);
        return _random.Next(4) switch
        {
            0 => json.Remove(at, 1),
            1 => json.Insert(at, Pick(["\"", "{", "}", ",", "\\", " ", "\n", "\u0001", "é", "0"])),
            2 => json[..at],
            _ => json + Pick(["{}", " ", "x", ",", "\0", "\n\n"]),
        };
    }

    /// <summary>Changes, adds, doubles or takes away members, as raw text: what no JSON writer would write is wanted here.</summary>
    private string Members(string json, string[] names)
    {
        var members = JsonDocument.Parse(json).RootElement.EnumerateObject()
            .Select(member => (member.Name, Value: member.Value.GetRawText())).ToList();
        for (var left = _random.Next(1, 3); left > 0; left--)
        {
            var name = Pick(names);
            var known = members.FindIndex(member => member.Name == name);
            if (known >= 0 && _random.Next(3) == 0) members.RemoveAt(known);
            else if (known >= 0 && _random.Next(6) > 0) members[known] = (name, Value(name));
            else members.Insert(_random.Next(members.Count + 1), (name, Value(name)));
        }

        if (_random.Next(20) == 0) members.AddRange(Enumerable.Range(0, 40).Select(number => ($"m{number % 39}", "1")));
        return $"{{{string.Join(',', members.Select(member => $"\"{member.Name}\":{member.Value}"))}}}";
    }

    private string Value(string name)
    {
        var now = world.Now;
        if (name is "exp" or "nbf" or "iat" or "e\\u0078p" && _random.Next(4) > 0)
        {
            return Pick([$"{now + _random.Next(-100, 100)}", $"{now + 3600}", $"{now - 30}", $"{now - 29}", $"{now + 30}", $"{now + 31}",
                $"{now}.4", $"{now - 30}.6", $"{now - 31}.5", $"{now}000", "0", "-0", "-0.0", "-1",
                "253402300799", "253402300799.5", "253402300800", "1e3", "1e400", "9223372036854775808", $"\"{now}\""]);
        }

        return Pick(["null", "true", "7", "-0", "1e400", "\"\"", "\" \"", "\"x\"", "\"😀\"", "\"\\ud83d\\ude00\"", "\"\\ud83d\"",
            "\"\\u0000\"", "[]", "{}", "[null]", "[1]", "[\"a\",\"b\"]",
            "{\"a\":1,\"a\":2}", "[{\"a\":1},{\"a\":2}]", "[[{\"b\":{\"c\":1,\"c\":1}}]]", $"[\"{world.Options.Audience}\"]",
            $"[\"x\",\"{world.Options.Audience}\"]", $"[\"{world.Options.Audience}\",null]",
            $"\"{world.Options.Audience}\"", $"\"{world.Options.Issuer}\"", "\"at+jwt\"", "\"AT+JWT\"", "\"Application/at+JWT\"",
            "\"none\"", "\"ES256\"", "\"HS256\"",
            $"\"{world.Key().KeyId}\"", "\"blazorjwt\\u002dapi\"", new string('[', 31) + new string(']', 31), new string('[', 40)
                + new string(']', 40), $"\"{new string('y', 9000)}\"", "1.0", "NaN", "'x'", "tru"]);
    }

    private T Pick<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];
}
