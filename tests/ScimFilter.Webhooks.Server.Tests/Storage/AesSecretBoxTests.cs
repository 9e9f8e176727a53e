using System.Security.Cryptography;
using ScimFilter.Webhooks.Server.Storage;

namespace ScimFilter.Webhooks.Server.Tests.Storage;

/// <summary>Secrets where they are stored.</summary>
public sealed class AesSecretBoxTests
{
    private readonly AesSecretBox _box = new(RandomNumberGenerator.GetBytes(AesSecretBox.KeyLength));

    [Fact]
    public void What_was_closed_can_be_opened_and_looks_different_each_time()
    {
        byte[] one = _box.Seal("secret"u8, "here");
        byte[] other = _box.Seal("secret"u8, "here");
        Assert.NotEqual(one, other);
        Assert.Equal("secret"u8, _box.Open(one, "here"));
    }

    [Fact]
    public void Nothing_else_can_be_opened()
    {
        byte[] closed = _box.Seal("secret"u8, "here");
        Assert.ThrowsAny<CryptographicException>(() => _box.Open(closed, "there"));
        Assert.ThrowsAny<CryptographicException>(() => new AesSecretBox(new byte[AesSecretBox.KeyLength]).Open(closed, "here"));
        Assert.ThrowsAny<CryptographicException>(() => _box.Open(closed.AsSpan(0, 10), "here"));
        for (int i = 0; i < closed.Length; i++)
        {
            byte[] changed = [.. closed];
            changed[i] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => _box.Open(changed, "here"));
        }
    }

    [Fact]
    public void A_key_of_another_length_is_refused() => Assert.Throws<ArgumentException>(() => new AesSecretBox(new byte[16]));
}
