using System.Collections.Immutable;
using ScimFilter.Webhooks.Delivering;
using ScimFilter.Webhooks.Events;

namespace ScimFilter.Webhooks.Tests;

/// <summary>What a webhook must keep to.</summary>
public class RulesTests
{
    private static readonly WebhookRules _rules = new(EventProfile.Qlik, AddressPolicy.PublicOnly);

    [Fact]
    public void A_webhook_that_keeps_to_the_rules_has_no_faults() =>
        Assert.Empty(_rules.Check(Samples.Webhook(filter: """data.status eq "error" and (spaceId eq "a" or id ne "b")""")));

    [Fact]
    public void Every_fault_is_found()
    {
        Webhook webhook = Samples.Webhook(filter: """spaceId co "x" or foo eq "y" """, types: ["no.such.type"]) with
        {
            Name = "",
            Url = new Uri("http://example.com"),
            Headers = Headers(("host", "x")),
        };
        Assert.Equal(
            ["url", "name", "eventTypes", "filter", "filter", "headers"],
            _rules.Check(webhook).Select(fault => fault.Property));
    }

    [Fact]
    public void A_fault_of_the_filter_has_its_place()
    {
        WebhookFault fault = Assert.Single(_rules.Check(Samples.Webhook(filter: "spaceId = \"x\"")));
        Assert.Equal(
            (WebhookFaultKind.Filter, FilterErrorKind.UnknownOperator, 8), (fault.Kind, fault.FilterError!.Kind, fault.FilterError.Offset));
    }

    [Fact]
    public void The_status_of_a_reload_can_be_asked_for_with_no_other_type()
    {
        const string filter = """data.status eq "ok" """;
        Assert.Empty(_rules.Check(Samples.Webhook(filter: filter)));
        Assert.NotEmpty(_rules.Check(Samples.Webhook(filter: filter, types: [Samples.Reload, "com.qlik.app.created"])));
        Assert.NotEmpty(_rules.Check(Samples.Webhook(filter: filter) with { EventTypes = [] }));
    }

    [Fact]
    public void An_event_type_of_tenants_is_not_for_users()
    {
        Webhook webhook = Samples.Webhook(types: "com.qlik.v1.app.deleted");
        Assert.Empty(_rules.Check(webhook));
        Assert.Equal("eventTypes", Assert.Single(_rules.Check(webhook with { Level = WebhookLevel.User, OwnerId = "u" })).Property);
    }

    [Fact]
    public void A_catalogue_may_accept_other_types()
    {
        var rules = new WebhookRules(
            EventProfile.Qlik with { Catalogue = new EventTypeCatalogue { AcceptsOthers = true } }, AddressPolicy.PublicOnly);
        Assert.Empty(rules.Check(Samples.Webhook(types: "com.example.created")));
        Assert.NotEmpty(rules.Check(Samples.Webhook(types: "")));
    }

    [Theory]
    [InlineData("x-ok", "value", true)]
    [InlineData("X-OK", "", true)]
    [InlineData("", "value", false)]
    [InlineData("x y", "value", false)]
    [InlineData("x:y", "value", false)]
    [InlineData("x-ok", "a\r\nb: c", false)]
    [InlineData("x-ok", "ü", false)]
    [InlineData("Content-Length", "1", false)]
    [InlineData("qlik-SIGNATURE", "1", false)]
    [InlineData("Webhook-Id", "1", false)]
    [InlineData("webhook-timestamp", "1", false)]
    [InlineData("WEBHOOK-SIGNATURE", "v1,x", false)]
    [InlineData("content-type", "text/html", false)]
    [InlineData("User-Agent", "x", false)]
    [InlineData("accept-encoding", "br", false)]
    [InlineData("Host", "evil", false)]
    [InlineData("transfer-encoding", "chunked", false)]
    [InlineData("connection", "close", false)]
    [InlineData("te", "trailers", false)]
    [InlineData("upgrade", "h2c", false)]
    [InlineData("Expect", "100-continue", false)]
    [InlineData("x-ok", " value", false)]
    [InlineData("x-ok", "value ", false)]
    [InlineData("x-ok", " ", false)]
    public void Headers_are_refused_when_they_are_set_and_when_a_request_is_built(string name, string value, bool allowed)
    {
        AssertAllowed(allowed, Samples.Webhook() with { Headers = Headers((name, value)) });
        AssertAllowed(allowed, Samples.Webhook() with { EncryptedHeaders = Headers((name, value)) });
    }

    [Fact]
    public void Headers_have_a_budget_for_each_set_and_no_name_in_common()
    {
        string large = new('x', 2_046);
        AssertAllowed(true, Samples.Webhook() with { Headers = Headers(("a1", large)), EncryptedHeaders = Headers(("b1", large)) });
        AssertAllowed(false, Samples.Webhook() with { Headers = Headers(("a12", large)) });
        AssertAllowed(false, Samples.Webhook() with { Headers = Headers(("a1", "x")), EncryptedHeaders = Headers(("A1", "y")) });
    }

    [Fact]
    public void Names_of_headers_ignore_case_whatever_the_dictionary_does()
    {
        ImmutableSortedDictionary<string, string> exact =
            ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("x-a", "1");
        AssertAllowed(true, Samples.Webhook() with { Headers = exact });
        AssertAllowed(false, Samples.Webhook() with { Headers = exact.Add("X-A", "2") });
        AssertAllowed(false, Samples.Webhook() with { Headers = exact, EncryptedHeaders = exact.Clear().Add("X-A", "2") });
    }

    [Fact]
    public void An_event_type_is_made_of_whole_characters()
    {
        var rules = new WebhookRules(new EventProfile(), AddressPolicy.PublicOnly);
        Assert.Empty(rules.Check(Samples.Webhook(types: "a\ud83d\ude00")));
        Assert.Single(rules.Check(Samples.Webhook(types: "a\ud83d")));
    }

    // The rules and the builder give one answer.
    private static void AssertAllowed(bool allowed, Webhook webhook)
    {
        IReadOnlyList<WebhookFault> faults = _rules.Check(webhook);
        Assert.Equal(allowed, faults.Count == 0);
        Exception? refusal = Record.Exception(() => new DeliveryRequestBuilder().Build(
            webhook, Samples.Utf8(Samples.CloudEvent), EventShape.CloudEvent, "m1", DateTimeOffset.UnixEpoch));
        if (allowed)
        {
            Assert.Null(refusal);
        }
        else
        {
            Assert.StartsWith(faults[0].Message, Assert.IsType<ArgumentException>(refusal).Message, StringComparison.Ordinal);
        }
    }

    private static ImmutableSortedDictionary<string, string> Headers(params (string Name, string Value)[] headers) =>
        headers.ToImmutableSortedDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase);
}
