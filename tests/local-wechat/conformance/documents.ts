const WX = 'https://developers.weixin.qq.com/miniprogram/dev';
const REFERENCE = `${WX}/wxcloud/reference-sdk-api`;
const DATABASE = `${REFERENCE}/database`;
const CLOUDBASE = 'https://docs.cloudbase.net';
const MONGODB = 'https://www.mongodb.com/docs/manual/reference';

/** Public documents that the rows come from. */
export const DOC = {
  wxSdk: 'https://www.npmjs.com/package/wx-server-sdk/v/4.0.2',
  nodeSdk: 'https://www.npmjs.com/package/@cloudbase/node-sdk/v/3.17.2',
  databaseSdk: 'https://www.npmjs.com/package/@cloudbase/database/v/1.4.3',

  createCollection: `${DATABASE}/Database.createCollection.html`,
  serverDate: `${DATABASE}/Database.serverDate.html`,
  startTransaction: `${DATABASE}/Database.startTransaction.html`,
  runTransaction: `${DATABASE}/Database.runTransaction.html`,
  add: `${DATABASE}/collection/Collection.add.html`,
  get: `${DATABASE}/collection/Collection.get.html`,
  limit: `${DATABASE}/collection/Collection.limit.html`,
  skip: `${DATABASE}/collection/Collection.skip.html`,
  orderBy: `${DATABASE}/collection/Collection.orderBy.html`,
  field: `${DATABASE}/collection/Collection.field.html`,
  count: `${DATABASE}/collection/Collection.count.html`,
  update: `${DATABASE}/collection/Collection.update.html`,
  remove: `${DATABASE}/collection/Collection.remove.html`,
  where: `${DATABASE}/collection/Collection.where.html`,
  watch: `${DATABASE}/collection/Collection.watch.html`,
  docGet: `${DATABASE}/document/Document.get.html`,
  docSet: `${DATABASE}/document/Document.set.html`,
  docUpdate: `${DATABASE}/document/Document.update.html`,
  docRemove: `${DATABASE}/document/Document.remove.html`,
  command: `${DATABASE}/Command.html`,
  aggregate: `${DATABASE}/Aggregate.html`,
  geo: `${DATABASE}/Geo.html`,
  permission: `${WX}/wxcloud/guide/database/permission.html`,
  transactions: 'https://developers.weixin.qq.com/minigame/dev/wxcloud/guide/database/transaction',

  callFunction: `${REFERENCE}/functions/Cloud.callFunction.html`,
  wxContext: `${REFERENCE}/utils/Cloud.getWXContext.html`,
  triggers: `${WX}/wxcloud/guide/functions/triggers.html`,
  timerEvent: 'https://www.tencentcloud.com/document/product/583/31439',
  scfLimits: 'https://cloud.tencent.com/document/product/583/11637',
  functionConfig: `${CLOUDBASE}/en/cli-v1/functions/configs`,
  introduction: `${CLOUDBASE}/cloud-function/introduce`,
  httpAccess: `${CLOUDBASE}/service/access-cloud-function`,
  clientErrors: `${WX}/wxcloud/guide/error-code.html`,

  openApi: `${WX}/wxcloud/guide/openapi/openapi.html`,
  sendMessage: `${WX}/OpenApiDoc/mp-message-management/subscribe-message/sendMessage.html`,
  messageQuota: 'https://developers.weixin.qq.com/community/develop/doc/000e2221f58ca8a2ea61a87ff66800',
  phoneNumber: `${WX}/OpenApiDoc/user-info/phone-number/getPhoneNumber.html`,
  getOpenData: `${WX}/OpenApiDoc/cloudbase/getOpenData.html`,
  openData: `${WX}/framework/open-ability/signature.html`,
  cloudId: `${REFERENCE}/open/Cloud.CloudID.html`,
  cloudPay: `${REFERENCE}/open/pay/CloudPay.unifiedOrder.html`,

  storage: `${WX}/wxcloud/guide/storage/api.html`,
  fileId: `${WX}/wxcloud/guide/storage/naming.html`,
  storagePermission: `${CLOUDBASE}/storage/data-permission`,
  deleteFile: `${CLOUDBASE}/storage/delete-file`,

  errors: `${CLOUDBASE}/error-code/basic`,
  conflict: `${CLOUDBASE}/error-code/DATABASE_TRANSACTION_CONFLICT`,
  transactionFail: `${CLOUDBASE}/en/error-code/DATABASE_TRANSACTION_FAIL`,
  duplicateWrite: `${CLOUDBASE}/en/error-code/DATABASE_DUPLICATE_WRITE`,
  emptySet: 'https://developers.weixin.qq.com/community/develop/doc/000e04972784c00f332d412cf5b400',
  databaseFaq: `${CLOUDBASE}/en/faq/database`,
  indexes: 'https://cloud.tencent.com/document/product/876/32310',
  quota: 'https://developers.weixin.qq.com/minigame/en/dev/wxcloud/basis/concepts/quota.html',

  bson: `${MONGODB}/mongodb-extended-json/`,
  bsonOrder: `${MONGODB}/bson-type-comparison-order/`,
  documentLimit: `${MONGODB}/limits/`,
  positional: `${MONGODB}/operator/update/positional/`,
} as const;

/** MongoDB's page of a query operator. */
export const query = (name: string) => `${MONGODB}/operator/query/${name}/`;
/** MongoDB's page of an update operator. */
export const update = (name: string) => `${MONGODB}/operator/update/${name}/`;
/** MongoDB's page of an aggregation stage. */
export const stage = (name: string) => `${MONGODB}/operator/aggregation/${name}/`;
