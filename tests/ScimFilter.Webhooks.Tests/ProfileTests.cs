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
}
