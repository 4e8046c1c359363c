using System.Text.Encodings.Web;
using System.Text.Json;

namespace BlazorJwt.Components.Teaching;

/// <summary>JSON spread over lines, for a person to read.</summary>
internal static class IndentedJson
{
    // A name in any alphabet stays readable. What is written here is shown as text, never as markup.
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    };

    /// <summary>Writes it. Members that occur twice occur twice here.</summary>
    public static string Of(object json) => JsonSerializer.Serialize(json, Options);
}
