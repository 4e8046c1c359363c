using System.Text.Json;
using System.Text.RegularExpressions;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Tokens.Warnings;

/// <summary>Data about a person in the payload, which anybody can read who holds the token. Members are named, values never
/// quoted.</summary>
internal static partial class PersonalDataWarnings
{
    private const string Source = "RFC 7519 section 12";
    private const int MostNamed = 6;

    // OpenID Connect Core section 5.1, and what else is a person's own wherever it stands.
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "name", "given_name", "family_name", "middle_name", "nickname", "preferred_username", "profile", "picture", "website", "email",
            "gender", "birthdate", "phone_number", "address",
        "street_address", "postal_code", "first_name", "last_name", "firstname", "lastname", "full_name", "surname", "mail", "e_mail",
        "email_address", "phone", "mobile", "telephone",
        "birthday", "date_of_birth", "dob", "ssn", "social_security_number", "national_id", "passport", "passport_number", "tax_id", "iban",
        "credit_card", "card_number", "password", "ip_address",
    };

    public static IEnumerable<TokenWarning> KnownClaims(TokenFacts facts) =>
        Said(Members(facts).Where(IsNamed), "personal data");

    /// <summary>Values that look like an e-mail address, under whatever name.</summary>
    public static IEnumerable<TokenWarning> LooksLikeMail(TokenFacts facts) =>
        Said(Members(facts).Where(member => !IsNamed(member) && member.Value.ValueKind is JsonValueKind.String
            && Mail().IsMatch(member.Value.GetString()!)), "what looks like an e-mail address");

    /// <summary>Values that look like the number of a payment card: a card's first digits and length, and the Luhn check digit.</summary>
    public static IEnumerable<TokenWarning> LooksLikeCard(TokenFacts facts) =>
        Said(Members(facts).Where(member => !NumericDates.Names.Contains(member.Path, StringComparer.Ordinal) && IsCard(member.Value)),
            "what looks like a payment card’s number");

    private static IEnumerable<TokenWarning> Said(IEnumerable<Member> found, string what)
    {
        var names = found.Select(member => member.Path).Distinct(StringComparer.Ordinal).ToArray();
        if (names.Length == 0) yield break;
        var shown = string.Join(", ", names.Take(MostNamed).Select(TokenFacts.Shown))
            + (names.Length > MostNamed ? $" and {names.Length - MostNamed} more" : "");
        yield return new(TokenWarningKind.PersonalData, names is [var only] ? only : null,
            $"The payload holds {what}: {shown}. It is serialized and not encrypted: everybody can read it through whose hands the " +
                "token goes.", Source);
    }

    private static bool IsNamed(Member member) =>
        Names.Contains(member.Name) && member.Value is { ValueKind: not (JsonValueKind.Null or JsonValueKind.True or JsonValueKind.False) };

    // Every string, number and named object, at any depth; the decoder bounds the depth. An item of a list goes by the list's name.
    private static IEnumerable<Member> Members(TokenFacts facts) =>
        facts.Claims.SelectMany(claim => Within(new(claim.Name, claim.Name, claim.Value)));

    private static IEnumerable<Member> Within(Member member) => member.Value.ValueKind switch
    {
        JsonValueKind.Object when !IsNamed(member) => member.Value.EnumerateObject()
            .SelectMany(inner => Within(new(DuplicateMembers.Path(member.Path, inner.Name), inner.Name, inner.Value))),
        JsonValueKind.Array when !IsNamed(member) => member.Value.EnumerateArray().SelectMany(item => Within(member with { Value = item })),
        _ => [member],
    };

    private static bool IsCard(JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number => value.GetRawText(),
            _ => "",
        };
        return text.Length <= 30 && Card().IsMatch(text) && FitsLuhn(text.Where(char.IsAsciiDigit));
    }

    // ISO/IEC 7812-1: from the right, every second digit is doubled, and the digits of all add up to a multiple of ten.
    private static bool FitsLuhn(IEnumerable<char> digits) =>
        digits.Reverse().Select((digit, index) => (digit - '0') * (1 + (index % 2))).Sum(value => (value / 10) + (value % 10)) % 10 == 0;

    [GeneratedRegex(@"\A[^\s@/<>""]{1,64}@[^\s@/<>"".]{1,63}(\.[^\s@/<>"".]{1,63}){1,8}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Mail();

    // The first digit of the card networks; 13 to 19 digits, in groups or not.
    [GeneratedRegex(@"\A[2-6]([ -]?[0-9]){12,18}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Card();

    private readonly record struct Member(string Path, string Name, JsonElement Value)
    {
        // Not what it holds: that is somebody's.
        public override string ToString() => Path;
    }
}
