using System.Globalization;
using System.Security.Cryptography;
using ScimFilter.Webhooks.Server.Storage;
using ScimFilter.Webhooks.Server.Storage.Sqlite;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;
using ScimFilter.Webhooks.Server.Storage.Upkeep;
using ScimFilter.Webhooks.Server.Tests.Support;

namespace ScimFilter.Webhooks.Server.Tests.Storage;

/// <summary>The key of the secrets: made once, proved at each start, rotated, and never replaced silently.</summary>
public sealed class SecretKeysTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly DataFolder _folder;
    private readonly SqliteSession _session;

    public SecretKeysTests()
    {
        _folder = new DataFolder(_temporary.Path);
        _folder.Prepare();
        _session = SqliteDatabase.OpenSession(_folder.DatabasePath);
    }

    public void Dispose()
    {
        _session.Dispose();
        _temporary.Dispose();
    }

    [Fact]
    public void A_key_is_made_once()
    {
        AesSecretBox box = Open();
        byte[] key = File.ReadAllBytes(_folder.KeyPath);
        Assert.Equal(AesSecretBox.KeyLength, key.Length);
        AssertSame(box, Open());
        Assert.Equal(key, File.ReadAllBytes(_folder.KeyPath));
        AssertSame(box, Open(Convert.ToBase64String(key)));
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("another")]
    [InlineData("short")]
    [InlineData("configured")]
    public void A_key_that_secrets_need_is_never_replaced(string fault)
    {
        AddSealed(Open(), "w1");
        byte[] key = File.ReadAllBytes(_folder.KeyPath);
        switch (fault)
        {
            case "missing":
                File.Delete(_folder.KeyPath);
                break;
            case "another":
                File.WriteAllBytes(_folder.KeyPath, new byte[AesSecretBox.KeyLength]);
                break;
            case "short":
                File.WriteAllBytes(_folder.KeyPath, key[..7]);
                break;
        }

        string? configured = fault == "configured" ? Convert.ToBase64String(new byte[AesSecretBox.KeyLength]) : null;
        string message = Assert.Throws<OperatorException>(() => Open(configured)).Message;
        Assert.Contains(fault == "configured" ? "Webhooks:EncryptionKey" : _folder.KeyPath, message, StringComparison.Ordinal);
        Assert.Equal(fault == "missing", !File.Exists(_folder.KeyPath));
        File.WriteAllBytes(_folder.KeyPath, key);
        Assert.True(Opens(Open(), "w1"));
    }

    [Fact]
    public void Without_secrets_any_key_will_do()
    {
        Open();
        File.Delete(_folder.KeyPath);
        AddSealed(Open(), "w1");
        Assert.True(Opens(Open(), "w1"));
    }

    [Fact]
    public void A_database_without_a_check_value_is_proved_by_its_secrets()
    {
        AddSealed(Open(), "w1");
        _session.Execute("DELETE FROM settings");
        byte[] key = File.ReadAllBytes(_folder.KeyPath);
        File.WriteAllBytes(_folder.KeyPath, new byte[AesSecretBox.KeyLength]);
        Assert.Throws<OperatorException>(() => Open());
        File.WriteAllBytes(_folder.KeyPath, key);
        Assert.True(Opens(Open(), "w1"));
        Assert.Equal(1, _session.Scalar("SELECT COUNT(*) FROM settings WHERE name = 'key_check'"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_is_no_key_is_refused(string text) => Assert.Throws<OperatorException>(() => SecretKeys.BytesFrom(text, "It"));

    [Theory]
    [InlineData("the next key is written", false)]
    [InlineData("everything is sealed anew", true)]
    public void A_rotation_that_is_killed_leaves_one_key_that_opens_everything(string killedWhen, bool isNext)
    {
        AesSecretBox before = Open();
        Enumerable.Range(0, 5).ToList().ForEach(i => AddSealed(before, $"w{i}"));
        byte[] key = RandomNumberGenerator.GetBytes(AesSecretBox.KeyLength);
        PrivateFiles.Write(_folder.NextKeyPath, key);
        var next = new AesSecretBox(key);
        if (killedWhen == "everything is sealed anew")
        {
            Assert.Equal(5, KeyRotation.Reseal(_session, before, next, discardUnreadable: false).Count);
        }

        AesSecretBox found = Open();
        AssertSame(isNext ? next : before, found);
        Assert.All(Enumerable.Range(0, 5), i => Assert.True(Opens(found, $"w{i}")));
        Assert.False(File.Exists(_folder.NextKeyPath));
        AssertSame(found, Open());
    }

    [Fact]
    public void What_the_key_does_not_open_is_given_up_only_when_that_is_said()
    {
        AesSecretBox box = Open();
        AddSealed(box, "good");
        AddSealed(new AesSecretBox(new byte[AesSecretBox.KeyLength]), "bad");
        var next = new AesSecretBox(RandomNumberGenerator.GetBytes(AesSecretBox.KeyLength));
        Assert.Contains(
            "bad", Assert.Throws<OperatorException>(() => KeyRotation.Reseal(_session, box, next, discardUnreadable: false)).Message,
            StringComparison.Ordinal);
        Assert.True(Opens(box, "good"));
        Resealed resealed = KeyRotation.Reseal(_session, box, next, discardUnreadable: true);
        Assert.Equal(1, resealed.Count);
        Assert.Equal(["webhook bad of tenant t"], resealed.Discarded);
        Assert.True(Opens(next, "good"));
        Assert.Equal(
            1,
            _session.Scalar(
                "SELECT COUNT(*) FROM webhooks WHERE id = 'bad' AND sealed IS NULL AND enabled = 0 AND disabled_code = 'UNREADABLE'"));
    }

    private AesSecretBox Open(string? configured = null) => new SecretKeys(_folder, configured).Open(_session);

    private void AddSealed(ISecretBox box, string id)
    {
        var webhook = new Webhook
        {
            TenantId = "t", Id = id, Name = id, Url = new Uri("https://a.example/"), Enabled = true,
            Secret = new WebhookSecret("secret of " + id),
        };
        string parameters = string.Join(", ", Enumerable.Range(1, 24).Select(i => string.Create(CultureInfo.InvariantCulture, $"?{i}")));
        _session.Execute($"INSERT INTO webhooks ({WebhookRow.Columns}) VALUES ({parameters})", WebhookRow.Values(webhook, box));
    }

    private bool Opens(ISecretBox box, string id) => SealedPart.CanOpen(
        box, _session.Query("SELECT sealed FROM webhooks WHERE id = ?1", row => row.GetBytes(0), id).Single(),
        SealedPart.ContextOf("t", id));

    private static void AssertSame(ISecretBox expected, ISecretBox actual) =>
        Assert.Equal([1, 2], actual.Open(expected.Seal([1, 2], "context"), "context"));
}
