using ScimFilter.Webhooks.Access;
using ScimFilter.Webhooks.Events;

namespace ScimFilter.Webhooks.Tests;

/// <summary>Which webhooks an event concerns.</summary>
public class MatcherTests
{
    private readonly WebhookMatcher _matcher = new();

    [Fact]
    public void A_webhook_without_a_filter_receives_its_types()
    {
        _matcher.Set(Samples.Webhook());
        Assert.Equal(["w1"], Match("t1", Samples.Event("e", Samples.Reload)));
        Assert.Empty(Match("t1", Samples.Event("e", "another.type")));
    }

    [Theory]
    [InlineData(Samples.Legacy)]
    [InlineData(Samples.CloudEvent)]
    public void A_filter_sees_every_shape(string text)
    {
        _matcher.Set(Samples.Webhook("yes", filter: """spaceId eq "s1" and topLevelResourceId eq "app-1" and data.status eq "ok" """));
        _matcher.Set(Samples.Webhook("no", filter: """spaceId eq "S1" """));
        Assert.Equal(["yes"], Match("t1", Samples.Utf8(text)));
    }

    [Fact]
    public void An_event_reaches_no_other_tenant_whatever_it_says()
    {
        _matcher.Set(Samples.Webhook("w1", "t1"));
        _matcher.Set(Samples.Webhook("w1", "t2"));
        _matcher.Set(Samples.Webhook("w2", "t2"));
        Assert.Equal(["w1", "w2"], Match("t2", Samples.Utf8(Samples.CloudEvent)));
        Assert.Empty(Match("t3", Samples.Utf8(Samples.CloudEvent)));
    }

    [Theory]
    [InlineData("com.qlik.v1.app.created", "com.qlik.app.created", true)]
    [InlineData("com.qlik.app.created", "com.qlik.v1.app.created", true)]
    [InlineData("com.qlik.app.created", "com.qlik.v1.app.deleted", false)]
    [InlineData("com.qlik.app.reload.finished", "com.qlik.v1.app.reload.finished", false)]
    [InlineData("com.qlik.user.created", "com.qlik.core.user.created", true)]
    public void Old_and_new_names_mean_the_same(string subscribed, string sent, bool matches)
    {
        _matcher.Set(Samples.Webhook(types: subscribed));
        Assert.Equal(matches, Match("t1", Samples.Event("e", sent)).Length == 1);
    }

    [Fact]
    public void A_webhook_at_the_level_of_a_user_receives_what_its_owner_may_see()
    {
        var matcher = new WebhookMatcher(EventProfile.Qlik, new OwnerAccess(new Members()));
        foreach (string user in (string[])["owner", "actor", "member", "stranger"])
        {
            matcher.Set(Samples.Webhook(user) with { Level = WebhookLevel.User, OwnerId = user });
        }

        byte[] @event = Samples.Event("e", Samples.Reload, """,  "ownerid":"owner","userid":"actor","spaceid":"s1" """);
        Assert.Equal(["actor", "member", "owner"], Match(matcher, "t1", @event));
        Assert.Empty(Match(matcher, "t1", Samples.Event("e", Samples.Reload)));
    }

    [Fact]
    public void Changes_count_at_once()
    {
        byte[] @event = Samples.Event("e", Samples.Reload);
        Webhook webhook = Samples.Webhook();
        _matcher.Set(webhook);
        _matcher.Set(webhook with { Filter = """spaceId eq "s9" """ });
        Assert.Empty(Match("t1", @event));
        _matcher.Set(webhook with { Name = "Changed" });
        Assert.Equal("Changed", _matcher.Match("t1", @event).Single().Name);
        _matcher.Set(webhook with { Enabled = false });
        Assert.Empty(Match("t1", @event));
        Assert.Equal(0, _matcher.Count);
        _matcher.Set(webhook);
        Assert.True(_matcher.Remove("t1", "w1"));
        Assert.False(_matcher.Remove("t1", "w1"));
        Assert.Empty(Match("t1", @event));
    }

    [Fact]
    public void A_webhook_without_event_types_receives_nothing()
    {
        _matcher.Set(Samples.Webhook() with { EventTypes = [] });
        Assert.Empty(Match("t1", Samples.Event("e", Samples.Reload)));
    }

    [Fact]
    public void A_filter_that_is_not_valid_is_refused() =>
        Assert.ThrowsAny<FormatException>(() => _matcher.Set(Samples.Webhook(filter: "spaceId co \"x\"")));

    private string[] Match(string tenant, byte[] @event) => Match(_matcher, tenant, @event);

    private static string[] Match(WebhookMatcher matcher, string tenant, byte[] @event) =>
        [.. matcher.Match(tenant, @event).Select(webhook => webhook.Id).Order(StringComparer.Ordinal)];

    private sealed class Members : ISpaceMembership
    {
        public bool IsMember(string tenantId, string userId, string spaceId) => (tenantId, userId, spaceId) == ("t1", "member", "s1");
    }
}
