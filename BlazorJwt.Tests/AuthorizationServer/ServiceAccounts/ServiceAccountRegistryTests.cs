using System.Security.Cryptography;
using System.Text;
using BlazorJwt.AuthorizationServer.ServiceAccounts;
using BlazorJwt.Tests.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tests.AuthorizationServer.ServiceAccounts;

/// <summary>The service accounts on a clock that stands still, kept in memory; in Redis by the class that derives from this one.</summary>
public class ServiceAccountRegistryTests
{
    private readonly TokenWorld _world = new();
    private readonly IServiceAccountStore _store;
    private readonly ServiceAccountRegistry _accounts;

    public ServiceAccountRegistryTests() : this(new ServiceAccountsInMemory())
    {
    }

    private protected ServiceAccountRegistryTests(IServiceAccountStore store) =>
        (_store, _accounts) = (store, new(store, _world.Service, Options.Create(_world.Options), _world.Clock));

    [Fact]
    public async Task A_registered_account_has_an_id_of_its_own_one_secret_and_no_use_yet()
    {
        var given = await RegisterAsync("ann", "  nightly report  ", "orders.write", "orders.read");
        var other = await RegisterAsync("ann");

        var credential = Assert.Single(given.Account.Credentials);
        Assert.Equal(("nightly report", _world.Clock.GetUtcNow()), (given.Account.Name, given.Account.CreatedAt));
        Assert.Equal(["orders.read", "orders.write"], given.Account.Scopes);
        Assert.Matches("^svc-[0-9a-f]{16}$", given.Account.ClientId);
        Assert.Matches("^bjwt_sk_[0-9a-f]{8}_[A-Za-z0-9_-]{43}$", given.Secret!);
        Assert.Equal(given.Secret![..16], credential.Id);
        Assert.Equal((false, null, null), (credential.IsKey, credential.LastUsedAt, credential.EndsAt));
        Assert.Null(given.KeyFile);
        Assert.NotEqual(given.Account.ClientId, other.Account.ClientId);
        Assert.NotEqual(given.Secret[17..], other.Secret![17..]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("   ")]
    [InlineData("forty-one characters are one more than 40")]
    public async Task A_name_has_1_to_40_characters(string? name)
    {
        Assert.Equal(new(null, "Give it a name of 1 to 40 characters."), await _accounts.RegisterAsync("ann", name, ["orders.read"]));
        Assert.NotNull((await _accounts.RegisterAsync("ann", new('x', 40), ["orders.read"])).Given);
    }

    [Fact]
    public async Task The_last_use_is_the_last_time_it_was_good_for_something()
    {
        var given = await RegisterAsync("ann");
        var id = given.Account.ClientId;
        var keyId = (await _accounts.RotateKeyAsync("ann", id))!.Account.Credentials.Single(credential => credential.IsKey).Id;
        _world.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Null(await _accounts.BySecretAsync(given.Secret![..^1] + "_"));
        Assert.Null(await _accounts.BySecretAsync(given.Secret, "svc-0000000000000000"));
        Assert.Null(await _accounts.ByKeyAsync("svc-0000000000000000", keyId));
        Assert.All((await _accounts.OfAsync("ann"))[0].Credentials, credential => Assert.Null(credential.LastUsedAt));

        var secretUsed = _world.Clock.GetUtcNow();
        Assert.Equal(id, (await _accounts.BySecretAsync(given.Secret, id))!.ClientId);
        _world.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(id, (await _accounts.ByKeyAsync(id, keyId))!.ClientId);

        Assert.Equal([secretUsed, secretUsed + TimeSpan.FromMinutes(3)],
            (await _accounts.OfAsync("ann"))[0].Credentials.Select(credential => credential.LastUsedAt!.Value));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_rotated_is_good_until_the_last_second_of_the_overlap_and_not_in_the_next(bool isKey)
    {
        var (id, old) = ((await RegisterAsync("ann")).Account.ClientId, "");
        old = (await RotateAsync(id, isKey)).Use;
        var (current, listed) = await RotateAsync(id, isKey);
        Assert.Equal(_world.Clock.GetUtcNow() + ServiceAccountRegistry.Overlap, (await ListedAsync(id, isKey))[0].EndsAt);
        Assert.Equal((2, null), ((await ListedAsync(id, isKey)).Length, (await ListedAsync(id, isKey))[1].EndsAt));

        _world.Clock.Advance(ServiceAccountRegistry.Overlap - TimeSpan.FromSeconds(1));
        Assert.True(await IsGoodAsync(id, old, isKey));
        _world.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.False(await IsGoodAsync(id, old, isKey));
        Assert.True(await IsGoodAsync(id, current, isKey));
        Assert.Equal([listed], (await ListedAsync(id, isKey)).Select(credential => credential.Id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_two_rotations_in_a_row_the_second_ends_the_oldest_at_once(bool isKey)
    {
        var id = (await RegisterAsync("ann")).Account.ClientId;
        var oldest = (await RotateAsync(id, isKey)).Use;
        var middle = (await RotateAsync(id, isKey)).Use;
        Assert.True(await IsGoodAsync(id, oldest, isKey));

        var current = (await RotateAsync(id, isKey)).Use;

        Assert.Equal((false, true, true),
            (await IsGoodAsync(id, oldest, isKey), await IsGoodAsync(id, middle, isKey), await IsGoodAsync(id, current, isKey)));
    }

    [Fact]
    public async Task A_new_key_leaves_the_secret_alone_and_a_new_secret_the_key()
    {
        var given = await RegisterAsync("ann");
        var id = given.Account.ClientId;
        var key = (await RotateAsync(id, isKey: true)).Use;
        await RotateAsync(id, isKey: true);
        Assert.Null((await ListedAsync(id, isKey: false))[0].EndsAt);
        await _accounts.RotateSecretAsync("ann", id);

        _world.Clock.Advance(ServiceAccountRegistry.Overlap - TimeSpan.FromSeconds(1));

        Assert.NotNull(await _accounts.BySecretAsync(given.Secret));
        Assert.True(await IsGoodAsync(id, key, isKey: true));
    }

    [Fact]
    public async Task Revoking_ends_secrets_keys_and_tokens_in_the_same_second()
    {
        var given = await RegisterAsync("ann");
        var id = given.Account.ClientId;
        var key = (await RotateAsync(id, isKey: true)).Use;
        var current = (await _accounts.RotateSecretAsync("ann", id))!.Secret;
        var token = _world.Service.Issue(new() { Subject = id, ClientId = id, Scopes = ["orders.read"] }).Text;

        Assert.True(await _accounts.RevokeAsync("ann", id));

        Assert.Null(await _accounts.BySecretAsync(given.Secret));
        Assert.Null(await _accounts.BySecretAsync(current));
        Assert.False(await IsGoodAsync(id, key, isKey: true));
        Assert.Equal(TokenCheckKind.Revocation, (await _world.Check(token)).Refusal!.Kind);
        Assert.Empty(await _accounts.OfAsync("ann"));
        Assert.False(await _accounts.RevokeAsync("ann", id));
        Assert.Null(await _accounts.RotateSecretAsync("ann", id));
        Assert.Null(await _accounts.RotateKeyAsync("ann", id));
    }

    [Fact]
    public async Task Another_visitor_can_neither_see_nor_rotate_nor_revoke_an_account()
    {
        var given = await RegisterAsync("ann");
        var id = given.Account.ClientId;

        Assert.Empty(await _accounts.OfAsync("ben"));
        Assert.Null(await _accounts.RotateSecretAsync("ben", id));
        Assert.Null(await _accounts.RotateKeyAsync("ben", id));
        Assert.False(await _accounts.RevokeAsync("ben", id));
        Assert.Null(Assert.Single((await _accounts.OfAsync("ann"))[0].Credentials).EndsAt);
        Assert.NotNull(await _accounts.BySecretAsync(given.Secret));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("bjwt_sk_")]
    [InlineData("bjwt_sk_00000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task What_is_no_secret_of_anybody_opens_nothing(string? secret)
    {
        await RegisterAsync("ann");

        Assert.Null(await _accounts.BySecretAsync(secret));
        Assert.Null(await _accounts.BySecretAsync(secret, ""));
    }

    [Fact]
    public async Task Each_letter_of_a_secret_counts_and_so_does_its_length()
    {
        var secret = (await RegisterAsync("ann")).Secret!;

        for (var place = 0; place < secret.Length; place++)
            Assert.Null(await _accounts.BySecretAsync(secret[..place] + (secret[place] is 'A' ? 'B' : 'A') + secret[(place + 1)..]));
        Assert.Null(await _accounts.BySecretAsync(secret + "A"));
        Assert.Null(await _accounts.BySecretAsync(secret[..^1]));
        Assert.Null(await _accounts.BySecretAsync(" " + secret));
        Assert.NotNull(await _accounts.BySecretAsync(secret));
    }

    [Fact]
    public async Task In_all_that_the_store_holds_there_is_the_hash_of_a_secret_and_never_the_secret()
    {
        var given = await RegisterAsync("ann");
        Assert.NotNull(await _accounts.BySecretAsync(given.Secret));

        Assert.True(Holds(SHA256.HashData(Encoding.UTF8.GetBytes(given.Secret!))));
        Assert.True(Holds(Encoding.UTF8.GetBytes(given.Secret![8..16])));
        Assert.False(Holds(Encoding.UTF8.GetBytes(given.Secret[17..])));
    }

    [Fact]
    public async Task Of_a_key_the_store_holds_the_public_half_alone()
    {
        var id = (await RegisterAsync("ann")).Account.ClientId;
        var file = (await _accounts.RotateKeyAsync("ann", id))!.KeyFile!;

        var key = (await _accounts.KeysOfAsync(id)).Find((await ListedAsync(id, isKey: true))[0].Id)!;

        Assert.Contains("-----BEGIN PRIVATE KEY-----", file, StringComparison.Ordinal);
        Assert.ThrowsAny<CryptographicException>(
            () => ((ECDsaSecurityKey)key.SecurityKey).ECDsa.ExportParameters(includePrivateParameters: true));
    }

    [Theory]
    [InlineData("an unknown client")]
    [InlineData("an unknown key")]
    [InlineData("a retired key")]
    [InlineData("a key of the account")]
    public async Task A_stranger_s_signature_is_looked_at_whatever_it_names_so_the_time_says_nothing(string names)
    {
        var id = (await RegisterAsync("ann")).Account.ClientId;
        var retired = (await RotateAsync(id, isKey: true)).Use;
        var current = (await RotateAsync(id, isKey: true)).Use;
        _world.Clock.Advance(ServiceAccountRegistry.Overlap);
        var keyId = names switch { "a retired key" => retired, "a key of the account" => current, _ => "made-up" };
        var forged = Forge.Change(_world.Token(), _world.Key(), header => header["kid"] = keyId);

        var verdict = await _world.Check(forged,
            _world.Service.Policy with { Keys = await _accounts.KeysOfAsync(names is "an unknown client" ? "svc-0000000000000000" : id) });

        Assert.Equal(TokenCheckKind.Signature, verdict.Refusal?.Kind);
    }

    /// <summary>Whether these bytes are anywhere in what the store keeps.</summary>
    private protected virtual bool Holds(byte[] bytes) => new HeldBytes(_store).Contains(bytes);

    private async Task<HandedOut> RegisterAsync(string visitor, string name = "report", params string[] scopes) =>
        (await _accounts.RegisterAsync(visitor, name, scopes is [] ? ["orders.read"] : scopes)).Given!;

    // What opens, and what it is listed by.
    private async Task<(string Use, string Listed)> RotateAsync(string id, bool isKey)
    {
        var given = (isKey ? await _accounts.RotateKeyAsync("ann", id) : await _accounts.RotateSecretAsync("ann", id))!;
        var listed = given.Account.Credentials.Last(credential => credential.IsKey == isKey).Id;
        return (given.Secret ?? listed, listed);
    }

    private async Task<ServiceAccountCredential[]> ListedAsync(string id, bool isKey) =>
        [.. (await _accounts.OfAsync("ann")).Single(account => account.ClientId == id).Credentials.Where(
            credential => credential.IsKey == isKey)];

    private async Task<bool> IsGoodAsync(string id, string use, bool isKey) => isKey
        ? await _accounts.ByKeyAsync(id, use) is not null && (await _accounts.KeysOfAsync(id)).Find(use)!.KeyId == use
        : await _accounts.BySecretAsync(use, id) is not null;
}
