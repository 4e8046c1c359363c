namespace BlazorJwt.Components.Lessons.KeysForMachines.Snippets;

/// <summary>What a snippet is written in.</summary>
internal enum SnippetLanguage
{
    /// <summary>For a POSIX shell, with curl and, to sign, openssl.</summary>
    Curl,

    /// <summary>A program in one file of C#, for <c>dotnet run</c>. It needs no package.</summary>
    CSharp,

    /// <summary>Requests for the HTTP clients of Visual Studio and VS Code (REST Client).</summary>
    Http,
}

/// <summary>
/// A way into the API as a text to paste: it works as it stands, for as long as the credentials in it do. It holds the secret, or names the
/// key file, so a page shows it by a deliberate act only.
/// </summary>
internal static class MachineSnippet
{
    /// <param name="program">Whose credentials it uses. It must hold what the way needs.</param>
    /// <param name="now">The time: a text that can't sign holds an assertion made now, which is good once and for a minute.</param>
    public static string For(SnippetLanguage language, ClientAuthenticationMethod way, Uri address, MachineProgram program,
        DateTimeOffset now) => language switch
        {
            SnippetLanguage.Curl => CurlSnippet.For(way, address, program),
            SnippetLanguage.CSharp => CSharpSnippet.For(way, address, program),
            _ => HttpSnippet.For(way, address, program, now),
        };
}
