using System.Security.Claims;

namespace BlazorJwt.Labs.Clinic;

/// <summary>What a principal answers when its claims have other names than the program asks for.</summary>
internal static class ClaimReproduction
{
    /// <summary>Validates a token of a manager, and asks its principal what programs ask.</summary>
    /// <param name="mapInboundClaims">The setting of JwtBearer with this name.</param>
    public static async Task<Reproduced> AskAsync(bool mapInboundClaims)
    {
        var result = await LibraryReproduction.ValidateAsync(_ => { }, mapInboundClaims);
        if (!result.IsValid) return Reproduced.From(result.Exception);
        var user = new ClaimsPrincipal(result.ClaimsIdentity);
        var claims = user.Claims.Where(claim => claim.Value is "248289761001" or "Alice" or "manager")
            .Select(claim => $"{claim.Type}: {claim.Value}");
        return new($"""
            {string.Join('\n', claims)}
            User.Identity.Name: {user.Identity?.Name ?? "null"}
            User.FindFirst("sub"): {user.FindFirst("sub")?.Value ?? "null"}
            User.IsInRole("manager"): {user.IsInRole("manager")}
            """);
    }
}
