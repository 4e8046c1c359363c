using System.Text;
using System.Text.Json;
using BlazorJwt.Components.Clinic;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Components.Clinic;

/// <summary>Errors as people pasted them into issues lead to the case that their answer named, in whatever form a terminal or a log wrote
/// them.</summary>
public sealed class FieldCaseTests
{
    private static readonly (string File, string Id)[] Cases =
    [
        ("05-clinic-js-disconnected/input.txt", "circuit-gone"),
        ("06-clinic-idx14100-dotnet8/14100-bearer.input.txt", "bearer-taken-along"),
        ("06-clinic-idx14100-dotnet8/iat-string-14100.input.txt", "payload-unreadable"),
        ("07-clinic-idx10503-no-kid/input.txt", "kid-missing"),
        ("08-clinic-idx10501-and-others-unknown/idx10000.input.txt", "argument-null"),
        ("08-clinic-idx10501-and-others-unknown/idx10108.input.txt", "metadata-http"),
        ("08-clinic-idx10501-and-others-unknown/idx10501-bare.input.txt", "kid-unknown"),
        ("08-clinic-idx10501-and-others-unknown/idx10501-kid-quote.input.txt", "kid-unknown"),
        ("08-clinic-idx10501-and-others-unknown/idx10516.input.txt", "kid-unknown"),
        ("08-clinic-idx10501-and-others-unknown/idx10703.input.txt", "secret-empty"),
        ("08-clinic-idx10501-and-others-unknown/idx20806.input.txt", "metadata-unreachable"),
        ("08-clinic-idx10501-and-others-unknown/idx20807.input.txt", "metadata-status"),
        ("08-clinic-idx10501-and-others-unknown/idx21323.input.txt", "nonce-missing"),
        ("09-clinic-secret-setting-missing/string-s.input.txt", "secret-missing"),
        ("09-clinic-secret-setting-missing/value-null-s.input.txt", "secret-missing"),
        ("10-clinic-data-protection-keys/keyring.input.txt", "keys-lost"),
        ("10-clinic-data-protection-keys/keyring-storage.input.txt", "protected-storage"),
        ("10-clinic-data-protection-keys/protected-storage.input.txt", "protected-storage"),
        ("11-clinic-authentication-state-scope/getauthstate.input.txt", "authentication-state-scope"),
        ("11-clinic-authentication-state-scope/getauthstate9.input.txt", "authentication-state-scope"),
        ("13-clinic-and-debugger-graph-nonce/idx10511-graph.input.txt", "graph-token"),
        ("14-clinic-idx10603-key-size/input.txt", "secret-tiny"),
        ("16-clinic-long-log/input.txt", "audience"),
    ];

    public static TheoryData<string, string> Pasted
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (file, id) in Cases) data.Add(file, id);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Pasted))]
    public void A_pasted_error_leads_to_its_case_in_every_form(string file, string id)
    {
        var text = Vectors.Text($"field-cases/{file}");
        (string Form, string Text)[] forms =
        [
            ("as it is", text),
            ("with Windows line ends", text.ReplaceLineEndings("\r\n")),
            ("wrapped at 40", string.Join('\n', text.Chunk(40).Select(part => new string(part)))),
            ("in colours", $"\u001b[41m\u001b[30mfail\u001b[39m\u001b[22m\u001b[49m: {text}\u001b[0m"),
            ("as JSON", JsonSerializer.Serialize(new { Message = "Failed", Exception = text })),
            ("as JSON in JSON", JsonSerializer.Serialize(new { log = JsonSerializer.Serialize(new { Exception = text }) })),
            ("behind a container's name", string.Join('\n', text.Split('\n').Select(line => $"api-1  | {line}"))),
            ("with German frames", text.Replace("   at ", "   bei ", StringComparison.Ordinal)),
            ("as HTML", System.Net.WebUtility.HtmlEncode(text)),
            ("inside a long log", $"{Noise(90_000)}{text}\n{Noise(90_000)}"),
        ];

        Assert.Empty(forms.Where(form => ClinicCatalogue.Find(form.Text) is not [var first, ..] || first.Id != id)
            .Select(form => $"{form.Form}: {string.Join(", ", ClinicCatalogue.Find(form.Text).Select(one => one.Id))}"));
    }

    [Fact]
    public void A_token_in_an_error_is_read_and_says_whose_it_is()
    {
        var token = Vectors.Text("field-cases/13-clinic-and-debugger-graph-nonce/graph-nonce.token.txt").Trim();

        Assert.Equal("graph-token", ClinicCatalogue.Find($"IDX10511: Signature validation failed. token: '{token}'")[0].Id);
        Assert.Equal("graph-token", ClinicCatalogue.Find(token)[0].Id);
    }

    private static string Noise(int length)
    {
        var noise = new StringBuilder(length);
        for (var line = 0; noise.Length < length; line++)
            noise.Append("info: Microsoft.Hosting.Lifetime[14]\n      Request ").Append(line).Append(" finished GET /orders 200 in 4 ms\n");
        return noise.ToString();
    }
}
