using BlazorJwt.AuthorizationServer.ServiceAccounts;

namespace BlazorJwt.Components.Lessons.KeysForMachines;

/// <summary>
/// The visitor's own program, as far as the page plays it: what it was given. It lives in the visitor's circuit and nowhere else, and
/// forgets all when the visitor leaves or reloads. The server's side keeps hashes and public keys only.
/// </summary>
/// <param name="ClientId">The account it runs as.</param>
public sealed record MachineProgram(string ClientId, string Name)
{
    private const int MostFormer = 4;

    internal string? Secret { get; init; }

    internal string? KeyFile { get; init; }

    /// <summary>The secrets it had before, newest first.</summary>
    internal IReadOnlyList<string> FormerSecrets { get; init; } = [];

    /// <summary>The key files it had before, newest first.</summary>
    internal IReadOnlyList<string> FormerKeyFiles { get; init; } = [];

    /// <summary>True once the account is revoked. The program does not know, and goes on trying.</summary>
    internal bool IsRevoked { get; init; }

    internal MachineProgram WithSecret(string secret) => this with { Secret = secret, FormerSecrets = Former(Secret, FormerSecrets) };

    internal MachineProgram WithKeyFile(string keyFile) =>
        this with { KeyFile = keyFile, FormerKeyFiles = Former(KeyFile, FormerKeyFiles) };

    /// <summary>The program after the dashboard handed something out.</summary>
    internal MachineProgram With(HandedOut given) => given switch
    {
        { Secret: { } secret } => WithSecret(secret),
        { KeyFile: { } keyFile } => WithKeyFile(keyFile),
        _ => this,
    };

    private static IReadOnlyList<string> Former(string? last, IReadOnlyList<string> before) =>
        last is null ? before : [last, .. before.Take(MostFormer - 1)];

    public override string ToString() => $"program of {ClientId} (redacted)";
}
