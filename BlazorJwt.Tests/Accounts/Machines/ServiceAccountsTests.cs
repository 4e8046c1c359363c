using System.Security.Cryptography;
using System.Text;
using BlazorJwt.Accounts.Machines;
using BlazorJwt.Tests.Tokens;
using BlazorJwt.Tokens;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tests.Accounts.Machines;

/// <summary>The store of service accounts, alone, on a clock that stands still.</summary>
public sealed class ServiceAccountsTests
{
    private readonly TokenWorld _world = new();
    private readonly ServiceAccounts _store;

    public ServiceAccountsTests() => _store = new(_world.Service, Options.Create(_world.Options), _world.Clock);

    [Fact]
    public void A_registered_account_has_an_id_of_its_own_one_secret_and_no_use_yet()
    {
        var given = Register("ann", "  nightly report  ", "orders.write", "orders.read");
        var other = Register("ann");

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
    public void A_name_has_1_to_40_characters(string? name)
    {
        Assert.Equal(new(null, "Give it a name of 1 to 40 characters."), _store.Register("ann", name, ["orders.read"]));
        Assert.NotNull(_store.Register("ann", new('x', 40), ["orders.read"]).Given);
    }

    [Fact]
    public async Task The_bound_of_one_visitor_is_no_bound_of_another_and_revoking_makes_room()
    {
        var first = Register("ann");
        for (var count = 1; count < ServiceAccounts.PerVisitor; count++) Register("ann");
        Assert.Equal(new(null, "You have 5 service accounts. Revoke one first."), _store.Register("ann", "one more", ["orders.read"]));

        Register("ben");
        Assert.True(await _store.RevokeAsync("ann", first.Account.ClientId));
        Register("ann");

        Assert.Equal((5, 1), (_store.Of("ann").Count, _store.Of("ben").Count));
        Assert.NotNull(_store.Register("ann", "one more", ["orders.read"]).Problem);
    }

    [Fact]
    public async Task When_all_places_are_taken_the_oldest_account_goes_with_its_secret_and_its_tokens()
    {
        var oldest = Register("visitor 0");
        var token = _world.Service.Issue(new() { Subject = oldest.Account.ClientId, ClientId = oldest.Account.ClientId, Scopes = ["orders.read"] }).Text;
        _world.Clock.Advance(TimeSpan.FromSeconds(1));
        var next = Register("visitor 1");
        for (var count = 2; count < ServiceAccounts.Most; count++) Register($"visitor {count}");
        Assert.NotNull(_store.BySecret(oldest.Secret));
        Assert.True((await _world.Check(token)).Accepted);

        Register("one too many");

        Assert.Null(_store.BySecret(oldest.Secret));
        Assert.Empty(_store.Of("visitor 0"));
        Assert.Equal(TokenCheckKind.Revocation, (await _world.Check(token)).Refusal!.Kind);
        Assert.NotNull(_store.BySecret(next.Secret));
        Assert.Single(_store.Of("one too many"));
    }

    [Fact]
    public void The_last_use_is_the_last_time_it_was_good_for_something()
    {
        var given = Register("ann");
        var id = given.Account.ClientId;
        var keyId = _store.RotateKey("ann", id)!.Account.Credentials.Single(credential => credential.IsKey).Id;
        _world.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Null(_store.BySecret(given.Secret![..^1] + "_"));
        Assert.Null(_store.BySecret(given.Secret, "svc-0000000000000000"));
        Assert.Null(_store.ByKey("svc-0000000000000000", keyId));
        Assert.All(_store.Of("ann")[0].Credentials, credential => Assert.Null(credential.LastUsedAt));

        var secretUsed = _world.Clock.GetUtcNow();
        Assert.Equal(id, _store.BySecret(given.Secret, id)!.ClientId);
        _world.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(id, _store.ByKey(id, keyId)!.ClientId);

        Assert.Equal([secretUsed, secretUsed + TimeSpan.FromMinutes(3)], _store.Of("ann")[0].Credentials.Select(credential => credential.LastUsedAt!.Value));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_was_rotated_is_good_until_the_last_second_of_the_overlap_and_not_in_the_next(bool isKey)
    {
        var (id, old) = (Register("ann").Account.ClientId, "");
        old = Rotate(id, isKey).Use;
        var (current, listed) = Rotate(id, isKey);
        Assert.Equal(_world.Clock.GetUtcNow() + ServiceAccounts.Overlap, Listed(id, isKey)[0].EndsAt);
        Assert.Equal((2, null), (Listed(id, isKey).Length, Listed(id, isKey)[1].EndsAt));

        _world.Clock.Advance(ServiceAccounts.Overlap - TimeSpan.FromSeconds(1));
        Assert.True(IsGood(id, old, isKey));
        _world.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.False(IsGood(id, old, isKey));
        Assert.True(IsGood(id, current, isKey));
        Assert.Equal([listed], Listed(id, isKey).Select(credential => credential.Id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_two_rotations_in_a_row_the_second_ends_the_oldest_at_once(bool isKey)
    {
        var id = Register("ann").Account.ClientId;
        var oldest = Rotate(id, isKey).Use;
        var middle = Rotate(id, isKey).Use;
        Assert.True(IsGood(id, oldest, isKey));

        var current = Rotate(id, isKey).Use;

        Assert.Equal((false, true, true), (IsGood(id, oldest, isKey), IsGood(id, middle, isKey), IsGood(id, current, isKey)));
    }

    [Fact]
    public void A_new_key_leaves_the_secret_alone_and_a_new_secret_the_key()
    {
        var given = Register("ann");
        var id = given.Account.ClientId;
        var key = Rotate(id, isKey: true).Use;
        Rotate(id, isKey: true);
        Assert.Null(Listed(id, isKey: false)[0].EndsAt);
        _store.RotateSecret("ann", id);

        _world.Clock.Advance(ServiceAccounts.Overlap - TimeSpan.FromSeconds(1));

        Assert.NotNull(_store.BySecret(given.Secret));
        Assert.True(IsGood(id, key, isKey: true));
    }

    [Fact]
    public async Task Revoking_ends_secrets_keys_and_tokens_in_the_same_second()
    {
        var given = Register("ann");
        var id = given.Account.ClientId;
        var key = Rotate(id, isKey: true).Use;
        var current = _store.RotateSecret("ann", id)!.Secret;
        var token = _world.Service.Issue(new() { Subject = id, ClientId = id, Scopes = ["orders.read"] }).Text;

        Assert.True(await _store.RevokeAsync("ann", id));

        Assert.Null(_store.BySecret(given.Secret));
        Assert.Null(_store.BySecret(current));
        Assert.False(IsGood(id, key, isKey: true));
        Assert.Equal(TokenCheckKind.Revocation, (await _world.Check(token)).Refusal!.Kind);
        Assert.Empty(_store.Of("ann"));
        Assert.False(await _store.RevokeAsync("ann", id));
        Assert.Null(_store.RotateSecret("ann", id));
        Assert.Null(_store.RotateKey("ann", id));
    }

    [Fact]
    public async Task Another_visitor_can_neither_see_nor_rotate_nor_revoke_an_account()
    {
        var given = Register("ann");
        var id = given.Account.ClientId;

        Assert.Empty(_store.Of("ben"));
        Assert.Null(_store.RotateSecret("ben", id));
        Assert.Null(_store.RotateKey("ben", id));
        Assert.False(await _store.RevokeAsync("ben", id));
        Assert.Null(Assert.Single(_store.Of("ann")[0].Credentials).EndsAt);
        Assert.NotNull(_store.BySecret(given.Secret));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("bjwt_sk_")]
    [InlineData("bjwt_sk_00000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_is_no_secret_of_anybody_opens_nothing(string? secret)
    {
        Register("ann");

        Assert.Null(_store.BySecret(secret));
        Assert.Null(_store.BySecret(secret, ""));
    }

    [Fact]
    public void Each_letter_of_a_secret_counts_and_so_does_its_length()
    {
        var secret = Register("ann").Secret!;

        Assert.All(Enumerable.Range(0, secret.Length), place => Assert.Null(_store.BySecret(secret[..place] + (secret[place] is 'A' ? 'B' : 'A') + secret[(place + 1)..])));
        Assert.Null(_store.BySecret(secret + "A"));
        Assert.Null(_store.BySecret(secret[..^1]));
        Assert.Null(_store.BySecret(" " + secret));
        Assert.NotNull(_store.BySecret(secret));
    }

    [Fact]
    public void In_all_that_the_store_holds_there_is_the_hash_of_a_secret_and_never_the_secret()
    {
        var given = Register("ann");
        Assert.NotNull(_store.BySecret(given.Secret));

        var held = new HeldBytes(_store);

        Assert.True(held.Contains(SHA256.HashData(Encoding.UTF8.GetBytes(given.Secret!))));
        Assert.True(held.Contains(Encoding.UTF8.GetBytes(given.Secret![8..16])));
        Assert.False(held.Contains(Encoding.UTF8.GetBytes(given.Secret[17..])));
    }

    [Fact]
    public void Of_a_key_the_store_holds_the_public_half_alone()
    {
        var id = Register("ann").Account.ClientId;
        var file = _store.RotateKey("ann", id)!.KeyFile!;

        var key = _store.KeysOf(id).Find(Listed(id, isKey: true)[0].Id)!;

        Assert.Contains("-----BEGIN PRIVATE KEY-----", file, StringComparison.Ordinal);
        Assert.ThrowsAny<CryptographicException>(() => ((ECDsaSecurityKey)key.SecurityKey).ECDsa.ExportParameters(includePrivateParameters: true));
    }

    [Theory]
    [InlineData("an unknown client")]
    [InlineData("an unknown key")]
    [InlineData("a retired key")]
    [InlineData("a key of the account")]
    public async Task A_stranger_s_signature_is_looked_at_whatever_it_names_so_the_time_says_nothing(string names)
    {
        var id = Register("ann").Account.ClientId;
        var retired = Rotate(id, isKey: true).Use;
        var current = Rotate(id, isKey: true).Use;
        _world.Clock.Advance(ServiceAccounts.Overlap);
        var keyId = names switch { "a retired key" => retired, "a key of the account" => current, _ => "made-up" };
        var forged = Forge.Change(_world.Token(), _world.Key(), header => header["kid"] = keyId);

        var verdict = await _world.Check(forged, _world.Service.Policy with { Keys = _store.KeysOf(names is "an unknown client" ? "svc-0000000000000000" : id) });

        Assert.Equal(TokenCheckKind.Signature, verdict.Refusal?.Kind);
    }

    private HandedOut Register(string visitor, string name = "report", params string[] scopes) => _store.Register(visitor, name, scopes is [] ? ["orders.read"] : scopes).Given!;

    // What opens, and what it is listed by.
    private (string Use, string Listed) Rotate(string id, bool isKey)
    {
        var given = isKey ? _store.RotateKey("ann", id)! : _store.RotateSecret("ann", id)!;
        var listed = given.Account.Credentials.Last(credential => credential.IsKey == isKey).Id;
        return (given.Secret ?? listed, listed);
    }

    private MachineCredential[] Listed(string id, bool isKey) =>
        [.. _store.Of("ann").Single(account => account.ClientId == id).Credentials.Where(credential => credential.IsKey == isKey)];

    private bool IsGood(string id, string use, bool isKey) => isKey
        ? _store.ByKey(id, use) is not null && _store.KeysOf(id).Find(use)!.KeyId == use
        : _store.BySecret(use, id) is not null;
}
