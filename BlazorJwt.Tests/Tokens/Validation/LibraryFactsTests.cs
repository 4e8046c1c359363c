using System.Reflection;
using System.Security.Cryptography;
using BlazorJwt.Tokens.Keys;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tests.Tokens.Validation;

/// <summary>What pages and docs state about the library: when a new version changes it, this says so.</summary>
public sealed class LibraryFactsTests
{
    private readonly TokenWorld _world = new();

    [Theory]
    [InlineData("HS256")]
    [InlineData("HS384")]
    [InlineData("HS512")]
    public async Task One_secret_of_64_bytes_signs_HS256_HS384_and_HS512(string algorithm)
    {
        var key = TokenKey.FromSecret(RandomNumberGenerator.GetBytes(64));
        var header = $$"""{"alg":"{{algorithm}}","typ":"JWT"}""";

        var result = await _world.AskTheLibrary(Forge.Sign(header, Forge.Json(_world.Token(), 1), key, algorithm), key);

        Assert.True(result.IsValid, result.Exception?.Message);
    }

    [Fact]
    public void The_library_has_ML_DSA_and_no_EdDSA()
    {
        Assert.True(typeof(SecurityKey).IsAssignableFrom(typeof(MlDsaSecurityKey)));
        Assert.Equal(["ML-DSA-44", "ML-DSA-65", "ML-DSA-87"],
            [SecurityAlgorithms.MlDsa44, SecurityAlgorithms.MlDsa65, SecurityAlgorithms.MlDsa87]);

        var names = typeof(SecurityAlgorithms).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null))
            .OfType<string>();
        Assert.DoesNotContain(names, name => name is "EdDSA" or "Ed25519" or "Ed448");
    }
}
