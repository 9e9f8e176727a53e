using ScimFilter.Schema;
using ScimFilter.Webhooks.Access;
using ScimFilter.Webhooks.Delivering;
using ScimFilter.Webhooks.Events;

namespace ScimFilter.Webhooks.Tests;

/// <summary>Webhooks on events of a product of one's own.</summary>
public class ProfileTests
{
    private static readonly EventProfile _orders = new()
    {
        Schema = new FilterSchemaBuilder()
            .String("customer", customer => customer.CaseExact().At("order.customerId"))
            .Number("total", total => total.At("order.total"))
            .Build(),
        Catalogue = new EventTypeCatalogue(new EventType("order.placed", "Order placed") { OldNames = ["orderPlaced"] }),
        Places = EventPlaces.Default with { Type = ["meta.kind"], OwnerId = ["order.owner", "meta.by"], UserId = [] },
    };

    [Theory]
    [InlineData("total ge 100 and not (customer sw \"x\")", true)]
    [InlineData("customers eq \"c1\"", false)]
    [InlineData("total co \"1\"", false)]
    [InlineData("data.status eq \"ok\"", false)]
    [InlineData("total ge", false)]
    public void Filters_are_checked_against_the_schema_of_the_profile(string filter, bool valid)
    {
        Assert.Equal(valid, _orders.Check(filter, ["order.placed"]).Count == 0);
        Webhook webhook = Samples.Webhook(filter: filter, types: "order.placed");
        Assert.Equal(valid, new WebhookRules(_orders, AddressPolicy.PublicOnly).Check(webhook).Count == 0);
    }

    [Fact]
    public void Without_a_schema_any_attribute_may_be_asked_for()
    {
        Assert.Empty(new EventProfile().Check("anything.at.all pr and tags[value co \"x\"]", []));
        Assert.Single(new EventProfile { Filters = FilterOptions.Default with { MaxComparisons = 1 } }.Check("a pr and b pr", []));
    }

    [Theory]
    [InlineData("status eq \"a\"", true, "new.name")]
    [InlineData("status eq \"a\"", true, "old.name")]
    [InlineData("status eq \"a\"", true, "new.name", "old.name")]
    [InlineData("status eq \"a\"", false, "new.name", "other")]
    [InlineData("status eq \"a\"", false, "other")]
    [InlineData("older eq \"a\"", true, "new.name")]
    [InlineData("older eq \"a\"", true, "old.name")]
    [InlineData("older eq \"a\"", false, "other")]
    [InlineData("id co 5", false, "other")]
    public void A_filter_has_one_verdict_by_whatever_name_its_event_type_is_called(string filter, bool valid, params string[] types)
    {
        var named = new EventProfile
        {
            Schema = new FilterSchemaBuilder()
                .String("id").String("status", status => status.OnlyFor("new.name"))
                    .String("older", older => older.OnlyFor("old.name")).Build(),
            Catalogue = new EventTypeCatalogue(
                new EventType("new.name", "Named") { OldNames = ["old.name"] }, new EventType("other", "Other")),
        };
        AssertVerdict(named, valid, Samples.Webhook(filter: filter, types: types));
    }

    [Theory]
    [InlineData("a co \"x\"", true)]
    [InlineData("a co 5", false)]
    [InlineData("a gt true", false)]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User pr", false)]
    public void A_filter_has_one_verdict_without_a_schema(string filter, bool valid) =>
        AssertVerdict(new EventProfile(), valid, Samples.Webhook(filter: filter, types: "t"));

    [Fact]
    public void Types_and_attributes_are_found_where_the_profile_says()
    {
        var matcher = new WebhookMatcher(_orders, new OwnerAccess());
        matcher.Set(Samples.Webhook("w1", filter: "customer eq \"c1\" and total gt 10", types: "order.placed"));
        Assert.Single(matcher.Match("t1", """{"meta":{"kind":"orderPlaced"},"order":{"customerId":"c1","total":11}}"""u8));
        Assert.Empty(matcher.Match("t1", """{"meta":{"kind":"orderPlaced"},"order":{"customerId":"C1","total":11}}"""u8));
        Assert.Empty(matcher.Match("t1", """{"type":"orderPlaced","order":{"customerId":"c1","total":11}}"""u8));
    }

    [Theory]
    [InlineData("""{"meta":{"kind":"order.placed"},"order":{"owner":"u1"}}""", true)]
    [InlineData("""{"meta":{"kind":"order.placed","by":"u1"},"order":{}}""", true)]
    [InlineData("""{"meta":{"kind":"order.placed","by":"u1"},"order":{"owner":"u2"}}""", false)]
    [InlineData("""{"meta":{"kind":"order.placed"},"order":{"owner":"u2","owner":"u1"}}""", false)]
    [InlineData("""{"meta":{"kind":"order.placed"},"order":{"owner":["u1"]}}""", false)]
    [InlineData("""{"meta":{"kind":"order.placed"},"ownerid":"u1","userid":"u1"}""", false)]
    public void Access_depends_on_the_places_of_the_profile(string @event, bool allowed)
    {
        var matcher = new WebhookMatcher(_orders, new OwnerAccess());
        matcher.Set(Samples.Webhook("w1", types: "order.placed") with { Level = WebhookLevel.User, OwnerId = "u1" });
        Assert.Equal(allowed, matcher.Match("t1", Samples.Utf8(@event)).Count == 1);
    }

    [Theory]
    [InlineData("ce:type", """{"ce:type":"t"}""")]
    [InlineData("x:y", """{"x:y":"t"}""")]
    [InlineData("data.ce:type", """{"data":{"ce:type":"t"}}""")]
    [InlineData("urn:x:y:kind", """{"urn:x:y:kind":"t"}""")]
    [InlineData("urn:x:y:kind", """{"urn:x:y":{"kind":"t"}}""")]
    [InlineData("urn:x:2.0:y:kind.name", """{"urn:x:2.0:y":{"kind":{"name":"t"}}}""")]
    [InlineData("urn:x:2.0:y:kind.name", """{"urn:x:2.0:y:kind":{"name":"t"}}""")]
    [InlineData("a:b:c", """{"a:b:c":"t"}""")]
    [InlineData("http://a.example/b:kind", """{"http://a.example/b:kind":"t"}""")]
    public void All_places_take_the_same_paths(string path, string @event)
    {
        var matcher = new WebhookMatcher(new EventProfile { Places = EventPlaces.Default with { Type = [path] } }, new OwnerAccess());
        matcher.Set(Samples.Webhook(types: "t"));
        Assert.Single(matcher.Match("t1", Samples.Utf8(@event)));
        EventPlaces places = EventPlaces.Default with { UserId = [path], OwnerId = [path], SpaceId = [path], ResourceId = [path] };
        Assert.Equal(new EventContext("t", "t", "t", "t"), places.ContextOf(Samples.Utf8(@event)));
    }

    [Theory]
    [InlineData("""{"TYPE":"t"}""", true)]
    [InlineData("""{"TYPE":"t","type":"other"}""", false)]
    [InlineData("""{"type":5,"eventType":"t"}""", false)]
    [InlineData("""{"type":null,"eventType":"t"}""", true)]
    [InlineData("""{"type":["other","t"]}""", true)]
    public void The_type_is_read_as_filters_read_attributes(string @event, bool matches)
    {
        var matcher = new WebhookMatcher(new EventProfile(), new OwnerAccess());
        matcher.Set(Samples.Webhook(types: "t"));
        Assert.Equal(matches, matcher.Match("t1", Samples.Utf8(@event)).Count == 1);
    }

    [Fact]
    public void A_catalogue_with_further_types_accepts_what_it_accepted_before()
    {
        var further = new EventType("order.paid", "Order paid");
        Assert.True(new EventTypeCatalogue { AcceptsOthers = true }.With(further).AcceptsOthers);
        Assert.False(_orders.Catalogue.With(further).AcceptsOthers);
    }

    [Fact]
    public void A_place_is_a_path_of_names()
    {
        Assert.Throws<ArgumentException>(() => EventPlaces.Default with { Type = [] });
        Assert.Throws<ArgumentException>(() => EventPlaces.Default with { Type = ["a..b"] });
        Assert.Throws<ArgumentException>(() => EventPlaces.Default with { OwnerId = [""] });
        Assert.Equal(default, EventPlaces.Default.ContextOf("{"u8));
        Assert.Equal(default, EventPlaces.Default.ContextOf("""{"ownerid":"\ud800"}"""u8));
    }

    private static void AssertVerdict(EventProfile profile, bool valid, Webhook webhook)
    {
        Assert.Equal(valid, profile.Check(webhook.Filter!, webhook.EventTypes).Count == 0);
        Assert.Equal(valid, new WebhookRules(profile, AddressPolicy.PublicOnly).Check(webhook).Count == 0);
        Exception? refusal = Record.Exception(() => new WebhookMatcher(profile, new OwnerAccess()).Set(webhook));
        Assert.Equal(valid, refusal is null);
    }
}
