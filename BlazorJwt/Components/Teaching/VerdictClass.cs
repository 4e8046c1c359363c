namespace BlazorJwt.Components.Teaching;

/// <summary>The class that colours a verdict (wwwroot/app.css).</summary>
internal static class VerdictClass
{
    public static string Of(bool? good, string otherwise) => good switch { true => "good", false => "bad", _ => otherwise };
}
