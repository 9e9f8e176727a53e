using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using ScimFilter.Webhooks.Events;
using ScimFilter.Webhooks.Server.Configuration;
using ScimFilter.Webhooks.Server.Storage;

namespace ScimFilter.Webhooks.Server.Tests.Hosting;

/// <summary>What may stand in the configuration, and what is said of anything else.</summary>
public sealed class ConfigurationTests
{
    private const string Units = "for seconds, minutes, hours or days.";

    [Theory]
    [InlineData("Delivery:Timeout=2", $"Webhooks:Delivery:Timeout is '2' without a unit; write 2s, 2m, 2h or 2d {Units}")]
    [InlineData("Delivery:Timeout=0.5", $"Webhooks:Delivery:Timeout is '0.5' without a unit; write 0.5s, 0.5m, 0.5h or 0.5d {Units}")]
    [InlineData("Delivery:RetryDelays:1=60", $"Webhooks:Delivery:RetryDelays:1 is '60' without a unit; write 60s, 60m, 60h or 60d {Units}")]
    [InlineData("Delivery:Timeout=soon",
        "Webhooks:Delivery:Timeout is 'soon', which is not a duration; write numbers with a unit, such as 500ms, 30s, 5m, 8h or 7d.")]
    [InlineData("Delivery:Timeout=-5s",
        "Webhooks:Delivery:Timeout is '-5s', which is not a duration; write numbers with a unit, such as 500ms, 30s, 5m, 8h or 7d.")]
    [InlineData("Delivery:Timeout=00:30",
        "Webhooks:Delivery:Timeout is '00:30', which is not a duration; write numbers with a unit, such as 500ms, 30s, 5m, 8h or 7d.")]
    [InlineData("Delivery:Timeout=",
        "Webhooks:Delivery:Timeout is empty, which is not a duration; write numbers with a unit, such as 500ms, 30s, 5m, 8h or 7d.")]
    [InlineData("Delivery:Timeout=2d", "Webhooks:Delivery:Timeout is 2d; the range is 1s to 10m.")]
    [InlineData("Delivery:Timeout=2.00:00:00", "Webhooks:Delivery:Timeout is 2d; the range is 1s to 10m.")]
    [InlineData("Delivery:Timeout=-00:00:05", "Webhooks:Delivery:Timeout is -00:00:05; the range is 1s to 10m.")]
    [InlineData("History=0s", "Webhooks:History is 0s; the range is 1m to 3650d.")]
    [InlineData("Delivery:RetryDelays:0=0ms", "Webhooks:Delivery:RetryDelays:0 is 0s; the range is 100ms to 30d.")]
    [InlineData("Delivery:LaneConcurrency=0", "Webhooks:Delivery:LaneConcurrency is 0; the range is 1 to 10,000.")]
    [InlineData("Delivery:MaxConcurrency=-1", "Webhooks:Delivery:MaxConcurrency is -1; the range is 1 to 10,000.")]
    [InlineData("QuotaPerUser=many", "Webhooks:QuotaPerUser is 'many', which is not a whole number within 32 bits.")]
    [InlineData("QuotaPerUser=99999999999", "Webhooks:QuotaPerUser is '99999999999', which is not a whole number within 32 bits.")]
    [InlineData("ExposeSecrets=yes", "Webhooks:ExposeSecrets is 'yes'; it must be true or false.")]
    [InlineData("Delivery:Shape=1", "Webhooks:Delivery:Shape is '1'; it must be one of Both, CloudEvent, Legacy.")]
    [InlineData("Delivery:Timout=30s", "Webhooks:Delivery:Timout is not a setting; did you mean Timeout?")]
    [InlineData("Delivry:Timeout=30s", "Webhooks:Delivry is not a setting; did you mean Delivery?")]
    [InlineData("Delivery:Lease=30s", "Webhooks:Delivery:Lease is not a setting; there are CircuitDelay,*")]
    [InlineData("Delivery:Timeout:Seconds=30",
        "Webhooks:Delivery:Timeout is a single value, so that Webhooks:Delivery:Timeout:Seconds is not a setting.")]
    [InlineData("Delivery=fast", "Webhooks:Delivery is a section; its settings are CircuitDelay,*")]
    [InlineData("AllowedNetworks=10.0.0.0/8", "Webhooks:AllowedNetworks is a list; write its first item as Webhooks:AllowedNetworks:0.")]
    [InlineData("AllowedNetworks:0=10.0.0.0/33", "Webhooks:AllowedNetworks:0 is '10.0.0.0/33', which is not a network such as 10.0.0.0/8.")]
    [InlineData("Proxies:0=proxy", "Webhooks:Proxies:0 is 'proxy', which is not a network such as 10.0.0.0/8.")]
    [InlineData("Dns:Servers:0=dns.example", "Webhooks:Dns:Servers:0 is 'dns.example', which is not an address with or without a port.")]
    [InlineData("EncryptionKey=c2hvcnQ=", "Webhooks:EncryptionKey is not 32 bytes in Base64.")]
    [InlineData("EncryptionKey=%", "Webhooks:EncryptionKey is not 32 bytes in Base64.")]
    [InlineData("ApiKeys:0:Key=k ApiKeys:0:TenantId=t", "Webhooks:ApiKeys:0:UserId is missing.")]
    [InlineData("ApiKeys:0:Key=k ApiKeys:0:TenantId=t ApiKeys:0:UserId=u ApiKeys:0:Roles:0=TenantAdmn",
        "Webhooks:ApiKeys:0:Roles:0 is 'TenantAdmn', which is not a role; did you mean TenantAdmin?")]
    [InlineData("ApiKeys:0:Key=k ApiKeys:0:TenantId=t ApiKeys:0:UserId=u ApiKeys:0:Roles:0=root",
        "Webhooks:ApiKeys:0:Roles:0 is 'root', which is not a role; there are TenantAdmin, ManageWebhooks, UseWebhooks, PublishEvents.")]
    [InlineData("ApiKeys:0:Key=k ApiKeys:0:TenantId=t ApiKeys:0:UserId=u ApiKeys:1:Key=k ApiKeys:1:TenantId=t2 ApiKeys:1:UserId=u",
        "Webhooks:ApiKeys:1:Key is the same as Webhooks:ApiKeys:0:Key.")]
    [InlineData("Jwt:0:Issuer=i Jwt:0:Audience=a Jwt:0:TenantId=t", "Webhooks:Jwt:0:PublicKey is missing.")]
    [InlineData("Jwt:0:Issuer=i Jwt:0:Audience=a Jwt:0:TenantId=t Jwt:0:PublicKey=x",
        "Webhooks:Jwt:0:PublicKey is not a public key in PEM, of RSA or an elliptic curve.")]
    [InlineData("FilterSchema=/nowhere/schema.json", "Webhooks:FilterSchema cannot be used: *")]
    [InlineData("EventTypes:0:Title=t", "Webhooks:EventTypes:0:Name is missing.")]
    [InlineData("EventTypes:0:Name=com.qlik.app.created",
        "Webhooks:EventTypes:0 has the name 'com.qlik.app.created', which the catalogue has already.")]
    [InlineData("EventTypes:0:Name=n EventTypes:0:Levels:0=Space", "Webhooks:EventTypes:0:Levels:0 is 'Space'; it must be one of*")]
    [InlineData("QuotaPerUser=2000", "Webhooks:QuotaPerUser is more than Webhooks:QuotaPerTenant.")]
    [InlineData("EventIds=1d", "Webhooks:EventIds is shorter than Webhooks:History: identifiers must be known as long as their events.")]
    [InlineData("Intake:MaxBatchBytes=2000", "Webhooks:Intake:MaxEventBytes is more than Webhooks:Intake:MaxBatchBytes.")]
    [InlineData("Delivery:MaxConcurrency=4 Delivery:LaneConcurrency=5",
        "Webhooks:Delivery:LaneConcurrency is more than Webhooks:Delivery:MaxConcurrency.")]
    [InlineData("Delivery:CircuitDelay=2m", "Webhooks:Delivery:CircuitDelay is longer than Webhooks:Delivery:CircuitMaxDelay.")]
    [InlineData("Delivery:Timeout=2s Dns:Timeout=3s",
        "Webhooks:Dns:Timeout is longer than Webhooks:Delivery:Timeout, the time for the whole of an attempt.")]
    [InlineData("Dns:MaxConcurrency=4 Dns:TenantConcurrency=5", "Webhooks:Dns:TenantConcurrency is more than Webhooks:Dns:MaxConcurrency.")]
    [InlineData("Dns:MaxCacheTime=2s", "Webhooks:Dns:MinCacheTime is longer than Webhooks:Dns:MaxCacheTime.")]
    public void A_fault_is_one_sentence_that_names_the_key(string settings, string expected)
    {
        string failure = Assert.Single(FailuresOf(settings));
        if (expected.EndsWith('*'))
        {
            Assert.StartsWith(expected[..^1], failure, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(expected, failure);
        }
    }

    [Theory]
    [InlineData("Delivery:Timeout=2s")]
    [InlineData("Delivery:MaxConcurrency=1")]
    [InlineData("Dns:MaxConcurrency=1")]
    [InlineData("QuotaPerTenant=100")]
    public void A_limit_may_be_lowered_below_a_default_that_it_bounds(string settings) => Assert.NotNull(Read(settings));

    [Fact]
    public void Every_fault_is_told_at_once() =>
        Assert.Equal(3, FailuresOf("Delivery:Timeout=2 Delivery:LaneConcurrency=0 QuotaPerUsr=1").Length);

    [Fact]
    public void Keys_and_secrets_are_not_told() =>
        Assert.DoesNotContain(
            "hidden", string.Concat(FailuresOf("EncryptionKey=hidden ApiKeys:0:Key=hidden Jwt:0:PublicKey=hidden")),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("30s", 30_000)]
    [InlineData("1.5s", 1_500)]
    [InlineData("2500ms", 2_500)]
    [InlineData("2m", 120_000)]
    [InlineData("1m30s", 90_000)]
    [InlineData("00:00:45", 45_000)]
    [InlineData("00:00:45.5", 45_500)]
    public void Durations_have_a_unit_or_the_form_of_the_framework(string text, int milliseconds) => Assert.Equal(
        TimeSpan.FromMilliseconds(milliseconds), Read($"Delivery:Timeout={text}").Delivery.Timeout);

    [Fact]
    public void Every_kind_of_setting_is_read()
    {
        WebhooksOptions options = Read(
            "datafolder=/tmp/x ExposeSecrets=TRUE quotaPerUser=7 History=36h Delivery:Shape=cloudevent Delivery:RetryDelays:0=1s "
            + "Delivery:RetryDelays:1=00:01:00 AllowedNetworks:0=10.0.0.0/8 AllowedNetworks:1=fd00::/8 EventTypes:0:Name=n EventTypes:0:Levels:0=user "
            + "ApiKeys:0:Key=k ApiKeys:0:TenantId=t ApiKeys:0:UserId=u ApiKeys:0:Roles:0=tenantadmin Dns:Servers:0=127.0.0.1:5353 Dns:Servers:1=[::1]:53");
        Assert.Equal(
            ("/tmp/x", true, 7, TimeSpan.FromHours(36)),
            (options.DataFolder, options.ExposeSecrets, options.QuotaPerUser, options.History));
        Assert.Equal((EventShape.CloudEvent, 2), (options.Delivery.Shape, options.Delivery.RetryDelays.Count));
        Assert.Equal(["10.0.0.0/8", "fd00::/8"], options.AllowedNetworks);
        Assert.Equal([WebhookLevel.User], options.EventTypes.Single().Levels);
        Assert.Equal(["tenantadmin"], options.ApiKeys.Single().Roles);
        Assert.Equal(2, options.Dns.Servers.Count);
    }

    [Fact]
    public void No_configuration_is_a_configuration() => Assert.Equal(512, Read("").Delivery.MaxConcurrency);

    [Fact]
    public void Empty_lists_and_absent_values_of_json_are_none() =>
        Assert.Empty(ConfigurationReading.Read(new ConfigurationBuilder().AddInMemoryCollection(
            [new("Webhooks:AllowedNetworks", ""), new("Webhooks:QuotaPerUser", null),
                new("Webhooks:DataFolder", "")]).Build()).AllowedNetworks);

    [Theory]
    [InlineData("webhook:DataFolder", "webhook:DataFolder is not a setting; did you mean Webhooks:DataFolder?")]
    [InlineData("Webhoks:delivery:Timeout", "Webhoks:delivery is not a setting; did you mean Webhooks:delivery?")]
    [InlineData("WEBHOOK:QuotaPerUser", "WEBHOOK:QuotaPerUser is not a setting; did you mean Webhooks:QuotaPerUser?")]
    [InlineData("webhooks:Misspelt", "Webhooks:Misspelt is not a setting; *")]
    public void A_misspelt_section_is_a_fault_wherever_it_comes_from(string key, string expected)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection([new(key, "1s")]).Build();
        string failure = Assert.Single(Assert.Throws<OptionsValidationException>(() => ConfigurationReading.Read(configuration)).Failures);
        Assert.StartsWith(expected.TrimEnd('*'), failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("webhook:Url")]
    [InlineData("webhook")]
    [InlineData("hooks:DataFolder")]
    public void Settings_of_other_programs_are_none_of_ours(string key) =>
        Assert.NotNull(ConfigurationReading.Read(new ConfigurationBuilder().AddInMemoryCollection([new(key, "x")]).Build()));

    private static string[] FailuresOf(string settings) => [.. Assert.Throws<OptionsValidationException>(() => Read(settings)).Failures];

    private static WebhooksOptions Read(string settings) => ConfigurationReading.Read(new ConfigurationBuilder()
        .AddCommandLine([.. settings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(setting => $"--Webhooks:{setting}")])
        .Build());
}
