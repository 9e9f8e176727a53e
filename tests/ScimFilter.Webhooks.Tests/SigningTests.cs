using ScimFilter.Webhooks.Signing;

namespace ScimFilter.Webhooks.Tests;

/// <summary>Signatures, against known answers.</summary>
public class SigningTests
{
    private static readonly DateTimeOffset _time = DateTimeOffset.FromUnixTimeSeconds(1_614_265_330);

    [Fact]
    public void The_signature_is_the_HMAC_of_RFC_4231()
    {
        // Test case 2 of RFC 4231.
        string signature = QlikSignature.Sign("Jefe", "what do ya want for nothing?"u8);
        Assert.Equal("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", signature);
        Assert.True(QlikSignature.Verify("Jefe", "what do ya want for nothing?"u8, signature.ToUpperInvariant()));
        Assert.False(QlikSignature.Verify("Jefe", "what do ya want for nothing!"u8, signature));
        Assert.False(QlikSignature.Verify("jefe", "what do ya want for nothing?"u8, signature));
        Assert.False(QlikSignature.Verify("Jefe", "what do ya want for nothing?"u8, ""));
    }

    [Fact]
    public void Standard_webhooks_signs_as_its_specification_shows()
    {
        // The example of the specification.
        const string secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        string signature = StandardWebhooksSignature.Sign([secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", _time, "{\"test\": 2432232314}"u8);
        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature);
    }

    [Fact]
    public void A_receiver_with_either_secret_accepts_while_one_is_rotated()
    {
        WebhookSecret secret = new WebhookSecret("old").RotateTo("new", _time.AddHours(1));
        string during = StandardWebhooksSignature.Sign(secret.At(_time), "m", _time, "x"u8);
        Assert.True(Verify("old", during, _time));
        Assert.True(Verify("new", during, _time));
        string after = StandardWebhooksSignature.Sign(secret.At(_time.AddHours(1)), "m", _time, "x"u8);
        Assert.False(Verify("old", after, _time));
        Assert.True(Verify("new", after, _time));
    }

    [Theory]
    [InlineData(300, true)]
    [InlineData(301, false)]
    [InlineData(-300, true)]
    [InlineData(-301, false)]
    public void A_message_of_another_time_is_refused(int seconds, bool accepted) =>
        Assert.Equal(accepted, Verify("s", StandardWebhooksSignature.Sign(["s"], "m", _time, "x"u8), _time.AddSeconds(seconds)));

    [Theory]
    [InlineData("")]
    [InlineData("-5")]
    [InlineData("9999999999999999")]
    [InlineData("99999999999999999999")]
    public void A_time_that_is_none_is_refused(string timestamp) =>
        Assert.False(StandardWebhooksSignature.Verify("s", "m", timestamp, "v1,x", "x"u8, _time, TimeSpan.FromMinutes(5)));

    [Fact]
    public void A_secret_does_not_show_in_text() =>
        Assert.DoesNotContain("hidden", $"{Samples.Webhook() with { Secret = new WebhookSecret("hidden") }}", StringComparison.Ordinal);

    private static bool Verify(string secret, string signatures, DateTimeOffset now) =>
        StandardWebhooksSignature.Verify(secret, "m", "1614265330", signatures, "x"u8, now, TimeSpan.FromMinutes(5));
}
